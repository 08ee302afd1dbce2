/**
 * Runs a part of a graph in Torch: its nodes compiled to steps over slots, once.
 *
 * <p>Start at {@link dev.partita.worker.torch.region.Region} (what to run) and
 * {@link dev.partita.worker.torch.region.TorchProgram} (what runs it). {@code RegionCompiler} turns each node into a
 * {@code Step} over the slots of a {@code Frame}: {@code OperatorStep} calls an operator, after {@code Arguments} and
 * {@code Coercion} have fitted what it gets to its signature; {@code ScalarStep} computes with Python's numbers;
 * {@code ControlFlow} runs sub-graphs. {@code Liveness} finds when a slot is free. {@code Script} makes a whole region one
 * native call where TorchScript has the same operators. Weights are tensors over mapped memory
 * ({@link dev.partita.worker.torch.region.WeightStore}).
 */
@NullMarked
package dev.partita.worker.torch.region;

import org.jspecify.annotations.NullMarked;
