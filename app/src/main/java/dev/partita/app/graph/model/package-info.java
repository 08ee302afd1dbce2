/**
 * What the canvas shows, free of compiler and window: boxes, wires, and the tree of groups around them.
 *
 * <p>Start at {@link dev.partita.app.graph.model.GraphModel}. {@link dev.partita.app.graph.model.GraphModels} makes one
 * from a graph of the compiler; {@link dev.partita.app.graph.model.Placements} says where its boxes run and changes with
 * every partition while the model stays.
 */
@NullMarked
package dev.partita.app.graph.model;

import org.jspecify.annotations.NullMarked;
