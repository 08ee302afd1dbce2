package dev.partita.ir;

import java.util.ArrayList;
import java.util.List;

/** Checks what every stage may rely on; run after each stage. */
public final class GraphVerifier {

    private GraphVerifier() {}

    /** Throws {@link IllegalStateException} listing what is wrong; such a graph is a bug of ours. */
    public static void verify(Graph graph, String afterStage) {
        List<String> problems = problems(graph);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the graph is broken after " + afterStage + ": "
                    + String.join("; ", problems.subList(0, Math.min(5, problems.size()))));
        }
    }

    static List<String> problems(Graph graph) {
        List<String> problems = new ArrayList<>();
        Node previous = null;
        for (Node node : graph) {
            if (previous != null && previous.kind() == NodeKind.OUTPUT) {
                problems.add("node " + node + " stands after the output");
            }
            NodeSet inputs = node.inputs;
            for (int i = 0; i < inputs.size(); i++) {
                Node input = inputs.get(i);
                if (input.graph() != graph || input.isErased()) {
                    problems.add(node + " reads " + input + ", which is not in this graph");
                } else if (!input.isBefore(node)) {
                    problems.add(node + " reads " + input + ", which comes after it");
                } else if (!input.users().contains(node)) {
                    problems.add(input + " does not know its user " + node);
                }
            }
            if (node.kind() == NodeKind.GET_ATTR && graph.attribute(node.target()).isEmpty()) {
                problems.add(node + " reads attribute '" + node.target() + "', which does not exist");
            }
            previous = node;
        }
        if (previous == null || previous.kind() != NodeKind.OUTPUT) {
            problems.add("there is no output node");
        }
        return problems;
    }
}
