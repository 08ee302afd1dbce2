/**
 * Runs a TensorRT segment on a program's tensors.
 *
 * <p>Start at {@link dev.partita.worker.torch.engine.WorkerEngines}: it opens the
 * {@link dev.partita.worker.torch.engine.EngineRunner} that fits an engine and the place of the tensors: {@code DeviceRunner}
 * by address, on the GPU; {@code HostRunner} for what takes host memory, an engine with copies there and back
 * ({@code TensorRtRunner}) or a network that is evaluated ({@code NetworkRunner}).
 * {@link dev.partita.worker.torch.engine.OutputMemory} is where the outputs lie, allocated ahead if asked for. Knows no Torch
 * segment and no schedule.
 */
@NullMarked
package dev.partita.worker.torch.engine;

import org.jspecify.annotations.NullMarked;
