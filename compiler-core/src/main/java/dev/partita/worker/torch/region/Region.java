package dev.partita.worker.torch.region;

import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part of a graph to execute: a whole graph, a sub-graph of a higher-order op, or a segment.
 *
 * @param inputs nodes whose values the caller gives, in this order
 * @param nodes calls in graph order; other nodes may stand among them and are ignored
 * @param results what the caller gets, in this order: references to nodes, or literals
 * @param weights placeholders that stand for weights, as in exported programs before lowering
 */
public record Region(List<Node> inputs, List<Node> nodes, List<Arg> results, Map<Node, Attribute.Weight> weights) {

    public Region {
        inputs = List.copyOf(inputs);
        nodes = List.copyOf(nodes);
        results = List.copyOf(results);
        weights = Map.copyOf(weights);
    }

    /** A whole graph; the placeholders that are no weights are its inputs. */
    public static Region of(Graph graph, Map<Node, Attribute.Weight> weights) {
        List<Node> inputs = new ArrayList<>();
        List<Node> calls = new ArrayList<>();
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER && !weights.containsKey(node)) {
                inputs.add(node);
            } else if (node.isCall()) {
                calls.add(node);
            }
        }
        return new Region(inputs, calls, results(graph), weights);
    }

    public static Region of(Graph graph) {
        return of(graph, Map.of());
    }

    /** Whether the graph returns one bare value rather than a tuple. */
    static boolean returnsBareValue(Graph graph) {
        return !(graph.outputNode().args().getFirst() instanceof Arg.ListOf);
    }

    private static List<Arg> results(Graph graph) {
        Arg result = graph.outputNode().args().getFirst();
        return result instanceof Arg.ListOf(List<Arg> items) ? items : List.of(result);
    }
}
