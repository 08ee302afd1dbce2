package dev.partita.convert;

import dev.partita.ir.Node;
import java.util.List;

/**
 * The part of a lowered graph that becomes one network.
 *
 * @param name the segment's name, such as {@code _run_on_acc_0}
 * @param nodes the calls, in graph order; weights that they read are found by themselves
 * @param inputs nodes outside whose values enter: tensors and symbolic integers
 * @param outputs nodes inside whose values leave
 */
public record SegmentGraph(String name, List<Node> nodes, List<Node> inputs, List<Node> outputs) {
    public SegmentGraph {
        nodes = List.copyOf(nodes);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
