/**
 * Executes Torch segments, and whole programs as the reference, with libtorch. The only package that names
 * {@code org.bytedeco.pytorch}; it runs in the worker process.
 *
 * <p>Start at {@link dev.partita.worker.torch.Region} (what to run) and {@link dev.partita.worker.torch.TorchProgram}.
 * {@link dev.partita.worker.torch.RegionCompiler} turns each node into a {@link dev.partita.worker.torch.Step} over the
 * slots of a {@link dev.partita.worker.torch.Frame}: {@link dev.partita.worker.torch.OperatorStep} for libtorch's operators
 * and {@link dev.partita.worker.torch.OwnKernels ours}, {@link dev.partita.worker.torch.ScalarStep} for Python numbers,
 * {@link dev.partita.worker.torch.ControlFlow} for sub-graphs. {@link dev.partita.worker.torch.Script} makes a whole region one
 * native call where TorchScript has the same operators. Weights are tensors over mapped memory
 * ({@link dev.partita.worker.torch.WeightStore}).
 *
 * <p>{@link dev.partita.worker.torch.Placement} is where a program's tensors live, host memory or a GPU; nothing else here
 * knows the difference. {@link dev.partita.worker.torch.ReferenceProgram} runs whole programs,
 * {@link dev.partita.worker.torch.MixedProgram} compiled ones, segment by segment ({@link dev.partita.worker.torch.Schedule}).
 */
@NullMarked
package dev.partita.worker.torch;

import org.jspecify.annotations.NullMarked;
