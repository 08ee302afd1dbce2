/**
 * Runs a schedule again and again by recordings, on a GPU as CUDA graphs of as many segments as can be.
 *
 * <p>Start at {@link dev.partita.worker.torch.recording.RecordedSchedule}: it is cut into {@code Stretch}es where a segment
 * refuses to be recorded. {@link dev.partita.worker.torch.recording.Replays} compares what recordings give with what the
 * segments give one by one.
 */
@NullMarked
package dev.partita.worker.torch.recording;

import org.jspecify.annotations.NullMarked;
