/**
 * What each operator yields: element type, symbolic shape and memory order of its results, computed from its arguments
 * alone, as torch's fake tensors do.
 *
 * <p>Start at {@link dev.partita.shape.ShapeRules}; the rules live in {@link dev.partita.shape.rule}, one class per
 * family. {@link dev.partita.shape.Dims} is the arithmetic of extents, {@link dev.partita.shape.Strides} the memory
 * order that decides whether a reshape is a view.
 */
@NullMarked
package dev.partita.shape;

import org.jspecify.annotations.NullMarked;
