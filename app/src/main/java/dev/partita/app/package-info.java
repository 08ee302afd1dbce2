/**
 * The window. {@link dev.partita.app.Launcher} starts it, {@link dev.partita.app.PartitaApplication} builds everything by
 * hand and wires it together; from there go to {@code session} for the state, {@code shell} for the frame, and to one
 * package per screen.
 */
@NullMarked
package dev.partita.app;

import org.jspecify.annotations.NullMarked;
