/** Commands of {@code partita} that need a toolkit; all others live in the compiler core. */
@NullMarked
package dev.partita.app.command;

import org.jspecify.annotations.NullMarked;
