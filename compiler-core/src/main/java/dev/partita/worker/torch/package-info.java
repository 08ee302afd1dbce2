/**
 * Runs Torch segments, and whole programs, with libtorch, in the worker process. These packages alone name
 * {@code org.bytedeco.pytorch}; here are the requests that they answer
 * ({@link dev.partita.worker.torch.TorchHandlers}).
 *
 * <p>From the ground up, each using those before it: {@link dev.partita.worker.torch.placement} is where tensors live;
 * {@link dev.partita.worker.torch.operator} what a node can call; {@link dev.partita.worker.torch.region} runs a part of a graph
 * in Torch; {@link dev.partita.worker.torch.evaluator} evaluates a TensorRT network layer by layer, where there is no GPU;
 * {@link dev.partita.worker.torch.engine} runs a TensorRT segment; {@link dev.partita.worker.torch.program} is all segments in
 * order; {@link dev.partita.worker.torch.comparison} finds where they leave what Torch computes;
 * {@link dev.partita.worker.torch.recording} replays them as CUDA graphs;
 * {@link dev.partita.worker.torch.measure} takes their times.
 */
@NullMarked
package dev.partita.worker.torch;

import org.jspecify.annotations.NullMarked;
