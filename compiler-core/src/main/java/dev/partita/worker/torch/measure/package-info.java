/**
 * Measures compiled programs by trtexec's method, as wholes and by segment.
 *
 * <p>Start at {@link dev.partita.worker.torch.measure.ProgramMeasurer}.
 * {@link dev.partita.worker.torch.measure.RandomCase} makes inputs where none are stored.
 */
@NullMarked
package dev.partita.worker.torch.measure;

import org.jspecify.annotations.NullMarked;
