package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Cuts a graph by merging: from the last node to the first, each supported node starts a part, and parts are merged as
 * long as no part would need its own result. Finds larger parts than the fast partitioner, at a higher cost. Torch nodes
 * stay in the outer graph; the number in a part's name says nothing about the order of execution.
 *
 * <pre>
 * add(relu(exp x), sin(tanh x)), sin in Torch:   _run_on_acc_0{tanh}  sin  _run_on_acc_1{exp, relu, add}
 * </pre>
 */
final class GlobalPartitioner {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final Graph graph;
    private final Predicate<Node> supported;

    /** @param supported also asked for weights, which move like calls */
    GlobalPartitioner(Graph graph, Predicate<Node> supported) {
        this.graph = graph;
        this.supported = supported;
    }

    /** @param minimum smallest part to keep, in calls other than getitem */
    Cut cut(long minimum) {
        List<List<Node>> parts = new PartAssignment(graph, supported).parts();
        List<Cut.SmallBlock> tooSmall = new ArrayList<>();
        List<List<Node>> kept = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (List<Node> part : parts) {
            List<Node> calls = part.stream().filter(Node::isCall).toList();
            int counted = (int) calls.stream().filter(call -> !call.calls(GETITEM)).count();
            sizes.add(counted);
            if (counted >= minimum) {
                kept.add(part);
            } else if (!calls.isEmpty()) {
                tooSmall.add(new Cut.SmallBlock(calls, counted));
            }
        }
        return new Cut(new OuterGraph(graph, kept).segments(), sizes, tooSmall);
    }

    static boolean isWeight(Node node) {
        return node.kind() == NodeKind.GET_ATTR;
    }
}
