/**
 * What the user can choose: every compilation setting from the catalogue, the range of each input, and the window's own
 * preferences.
 */
@NullMarked
package dev.partita.app.settings;

import org.jspecify.annotations.NullMarked;
