package dev.partita.partition;

import dev.partita.ir.Node;
import java.util.List;

/**
 * A part of the graph that runs in one place. All nodes are those of the lowered graph, not copies.
 *
 * @param name {@code _run_on_acc_0}, {@code _run_on_gpu_1}; {@code _parent_} for a node that the global partitioner
 *     leaves outside of all parts
 * @param nodes the calls, in an order in which they can run
 * @param getAttrs weights that the segment reads, each once, in order of first use
 * @param inputs nodes outside whose values it takes, in order of first use; weights are not among them
 * @param outputs nodes inside whose values are used outside
 */
public record Segment(
        String name, Kind kind, List<Node> nodes, List<Node> getAttrs, List<Node> inputs, List<Node> outputs) {

    /** Where a segment runs. */
    public enum Kind {
        /** Becomes one TensorRT engine. */
        TRT,
        /** Runs in Torch as one block. */
        TORCH,
        /** A single node in the outer graph; runs in Torch. */
        PARENT
    }

    public Segment {
        nodes = List.copyOf(nodes);
        getAttrs = List.copyOf(getAttrs);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    public boolean isTensorRt() {
        return kind == Kind.TRT;
    }
}
