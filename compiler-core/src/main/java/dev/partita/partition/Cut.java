package dev.partita.partition;

import dev.partita.ir.Node;
import java.util.List;

/**
 * What a partitioner makes of a graph.
 *
 * @param segments in an order in which they can run
 * @param blockSizes what is counted in each TensorRT block, before small ones were given up
 * @param tooSmall blocks that were given up because of {@code min_block_size}
 */
record Cut(List<Segment> segments, List<Integer> blockSizes, List<SmallBlock> tooSmall) {

    /**
     * A TensorRT block that was given up.
     *
     * @param countedOps what the partitioner counts in it
     */
    record SmallBlock(List<Node> nodes, int countedOps) {}
}
