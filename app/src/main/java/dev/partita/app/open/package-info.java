/** The start page: drop zone, recent files, samples, what this machine offers. */
@NullMarked
package dev.partita.app.open;

import org.jspecify.annotations.NullMarked;
