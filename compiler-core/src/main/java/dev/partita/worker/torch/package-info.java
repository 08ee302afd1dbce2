/**
 * Executes Torch segments, and whole programs as the reference, with libtorch. The only package that names
 * {@code org.bytedeco.pytorch}; it runs in the worker process.
 *
 * <p>Start at {@link dev.partita.worker.torch.Region} (what to run) and {@link dev.partita.worker.torch.TorchProgram}.
 * {@link dev.partita.worker.torch.RegionCompiler} turns each node into a {@link dev.partita.worker.torch.Step} over the
 * slots of a {@link dev.partita.worker.torch.Frame}: {@link dev.partita.worker.torch.OperatorStep} for libtorch's operators
 * and {@link dev.partita.worker.torch.OwnKernels ours}, {@link dev.partita.worker.torch.ScalarStep} for Python numbers,
 * {@link dev.partita.worker.torch.ControlFlow} for sub-graphs. Weights are tensors over mapped memory
 * ({@link dev.partita.worker.torch.WeightStore}).
 */
@NullMarked
package dev.partita.worker.torch;

import org.jspecify.annotations.NullMarked;
