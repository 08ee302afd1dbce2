/** The words of the window, by key; all of them stand in {@code ui-resources}. */
@NullMarked
package dev.partita.app.text;

import org.jspecify.annotations.NullMarked;
