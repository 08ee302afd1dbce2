/**
 * Finds where a compiled program leaves what Torch computes.
 *
 * <p>Start at {@link dev.partita.worker.torch.comparison.SegmentComparison}: each segment by itself and in its place, against
 * {@code SegmentReference}, all of the program in Torch.
 */
@NullMarked
package dev.partita.worker.torch.comparison;

import org.jspecify.annotations.NullMarked;
