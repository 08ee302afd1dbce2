/**
 * What a tensor is before it has data: element type, symbolic shape, symbol ranges.
 *
 * <p>Start at {@link dev.partita.tensor.TensorSpec}, then {@link dev.partita.tensor.Shape} and
 * {@link dev.partita.tensor.SymExpr}. Everything here is immutable and depends on nothing else of Partita.
 */
@NullMarked
package dev.partita.tensor;

import org.jspecify.annotations.NullMarked;
