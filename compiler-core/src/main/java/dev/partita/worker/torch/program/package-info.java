/**
 * Whole programs that can be called with stored values ({@link dev.partita.worker.torch.program.RunnableProgram}).
 *
 * <p>Start at {@link dev.partita.worker.torch.program.MixedProgram}, a compiled program: its
 * {@link dev.partita.worker.torch.program.Schedule} runs Torch segments and engines in order and gives up each value after its
 * last reader; {@code InputSizes} computes the sizes that follow from the inputs' shapes.
 * {@link dev.partita.worker.torch.program.ReferenceProgram} runs everything in Torch: what compiled programs are compared with.
 */
@NullMarked
package dev.partita.worker.torch.program;

import org.jspecify.annotations.NullMarked;
