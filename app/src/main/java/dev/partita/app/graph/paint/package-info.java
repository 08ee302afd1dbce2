/**
 * Paints scenes: one painter for the window, pictures and documents.
 *
 * <p>{@link dev.partita.app.graph.paint.GraphPainter} draws on a {@link dev.partita.app.graph.paint.Surface}, which a
 * JavaFX canvas, Java2D, PDF and a plain pixel array implement. Colours come from a
 * {@link dev.partita.app.graph.paint.GraphPalette}, what a box's colour means from an
 * {@link dev.partita.app.graph.paint.Overlay}.
 */
@NullMarked
package dev.partita.app.graph.paint;

import org.jspecify.annotations.NullMarked;
