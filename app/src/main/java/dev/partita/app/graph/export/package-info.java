/**
 * Pictures and documents of a graph, without a window: PNG, SVG, PDF, DOT and JSON.
 *
 * <p>Start at {@link dev.partita.app.graph.export.GraphExport}.
 */
@NullMarked
package dev.partita.app.graph.export;

import org.jspecify.annotations.NullMarked;
