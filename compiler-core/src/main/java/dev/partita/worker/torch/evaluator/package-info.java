/**
 * A reference for TensorRT without a GPU: runs a {@link dev.partita.network.NetworkDescription} on CPU libtorch, layer by
 * layer, by TensorRT's documented semantics. Slow and plain on purpose; it is what converters are tested against, and what
 * a wrong engine is compared with. Start at {@link dev.partita.worker.torch.evaluator.NetworkEvaluator}.
 */
@NullMarked
package dev.partita.worker.torch.evaluator;

import org.jspecify.annotations.NullMarked;
