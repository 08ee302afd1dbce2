/**
 * Cuts a lowered graph into parts for TensorRT and parts for Torch, and says why each node is where it is.
 *
 * <p>The result is a {@link dev.partita.partition.Partitioning} of
 * {@link dev.partita.partition.Segment}s, with a {@link dev.partita.partition.NodeVerdict} for each call. The two
 * algorithms are {@code FastPartitioner} and {@code GlobalPartitioner};
 * names and interfaces of segments are those of Torch-TensorRT.
 */
@NullMarked
package dev.partita.partition;

import org.jspecify.annotations.NullMarked;
