/**
 * Reusable controls that know no word of our domain. Each styles itself by css class only; the classes stand in
 * {@code controls.css}.
 */
@NullMarked
package dev.partita.app.control;

import org.jspecify.annotations.NullMarked;
