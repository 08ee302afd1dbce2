/**
 * From the exported graph to the graph that is partitioned: Torch-TensorRT's decompositions and passes, in its order.
 *
 * <p>Start at {@link dev.partita.lowering.Lowering}, whose list of stages is the whole story. The passes are in
 * {@code lowering.pass}, one class each; the re-tracing and the decompositions in {@code lowering.decomposition}.
 */
@NullMarked
package dev.partita.lowering;

import org.jspecify.annotations.NullMarked;
