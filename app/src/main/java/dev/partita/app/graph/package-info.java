/**
 * The graph canvas of the window.
 *
 * <p>Start at {@link dev.partita.app.graph.GraphView}, the region that the shell shows, and
 * {@link dev.partita.app.graph.GraphViewModel}, what it can do; the latter knows no scene classes.
 * The view draws on a {@link dev.partita.app.graph.GraphCanvas}. Models, scenes,
 * painting and pictures are in the packages below, none of which needs a window.
 */
@NullMarked
package dev.partita.app.graph;

import org.jspecify.annotations.NullMarked;
