package dev.partita.partition;

import dev.partita.convert.Reason;
import dev.partita.ir.Node;
import java.util.List;

/** Why a node runs in Torch. */
public sealed interface TorchReason {

    /** The short word for JSON and reason chips. */
    String code();

    /** One sentence for the person who looks at the node. */
    String words();

    /** TensorRT cannot take the node itself. */
    record Unsupported(Reason reason) implements TorchReason {
        @Override
        public String code() {
            return reason.code();
        }

        @Override
        public String words() {
            return reason.words();
        }
    }

    /**
     * TensorRT could take it, but the block it would form with its neighbours is below {@code min_block_size}.
     *
     * @param countedOps what the partitioner counts in the block
     * @param block the block, this node included
     * @param neighbours nodes in Torch that keep the block from growing
     */
    record BlockTooSmall(int countedOps, long minBlockSize, List<Node> block, List<Node> neighbours)
            implements TorchReason {
        public BlockTooSmall {
            block = List.copyOf(block);
            neighbours = List.copyOf(neighbours);
        }

        @Override
        public String code() {
            return "block_too_small";
        }

        @Override
        public String words() {
            String size = "Its block has " + countedOps + (countedOps == 1 ? " op" : " ops") + ", min_block_size is "
                    + minBlockSize;
            return neighbours.isEmpty() ? size + "." : size + "; it cannot grow across " + Names.of(neighbours) + ".";
        }
    }

    /** It takes a result apart whose producer runs in Torch, so it runs there too. */
    record ForcedByDependency(Node producer) implements TorchReason {
        @Override
        public String code() {
            return "forced_by_dependency";
        }

        @Override
        public String words() {
            return "It picks a result of " + producer + ", which runs in Torch.";
        }
    }

    /** Nothing in the graph, or too little, can run in TensorRT, so the graph is left whole. */
    record GraphLeftWhole(int supportedOps) implements TorchReason {
        @Override
        public String code() {
            return "graph_left_whole";
        }

        @Override
        public String words() {
            return supportedOps == 0
                    ? "No op of the graph can run in TensorRT."
                    : "Only " + supportedOps + " ops of the graph can run in TensorRT: fewer than min_block_size.";
        }
    }
}
