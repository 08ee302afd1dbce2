package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.GraphPrinter;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a partitioned graph as text, stable and diffable: each segment with its interface, then its nodes.
 *
 * <pre>
 * _run_on_acc_0 TRT (%x) -&gt; (%relu_2)
 *   %relu = aten.relu.default(%x) : float32[2, 8]
 * </pre>
 */
public final class PartitionPrinter {

    private PartitionPrinter() {}

    public static String print(Graph graph, Partitioning partitioning) {
        StringBuilder text = new StringBuilder();
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                text.append(GraphPrinter.print(node)).append('\n');
            }
        }
        for (Segment segment : partitioning.segments()) {
            text.append(segment.name()).append(' ').append(segment.kind())
                    .append(names(segment.inputs())).append(" ->").append(names(segment.outputs())).append('\n');
            segment.getAttrs().forEach(weight -> text.append("  ").append(GraphPrinter.print(weight)).append('\n'));
            segment.nodes().forEach(node -> text.append("  ").append(GraphPrinter.print(node)).append('\n'));
        }
        return text.append(GraphPrinter.print(graph.outputNode())).append('\n').toString();
    }

    private static String names(List<Node> nodes) {
        return nodes.stream().map(Node::toString).collect(Collectors.joining(", ", " (", ")"));
    }
}
