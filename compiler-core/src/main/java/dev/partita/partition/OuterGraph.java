package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/** The graph in which each part is one step: gives the steps in an order in which they can run. */
final class OuterGraph {

    private final Graph graph;
    private final List<List<Node>> parts;
    private final Map<Node, Integer> partOf = new HashMap<>();

    /** @param parts sorted to run; the position in the list becomes the number in the name */
    OuterGraph(Graph graph, List<List<Node>> parts) {
        this.graph = graph;
        this.parts = parts;
        for (int part = 0; part < parts.size(); part++) {
            for (Node node : parts.get(part)) {
                partOf.put(node, part);
            }
        }
    }

    List<Segment> segments() {
        List<Segment> steps = stepsWherePartsEnd();
        Map<Node, Integer> stepOf = new HashMap<>();
        for (int step = 0; step < steps.size(); step++) {
            for (Node output : steps.get(step).outputs()) {
                stepOf.put(output, step);
            }
        }
        return sorted(steps, stepOf);
    }

    /** Each part as a step in the place of its last node, the other calls in their own places. */
    private List<Segment> stepsWherePartsEnd() {
        Map<Node, Integer> endOf = new HashMap<>();
        for (int part = 0; part < parts.size(); part++) {
            endOf.put(parts.get(part).getLast(), part);
        }
        List<Segment> steps = new ArrayList<>();
        for (Node node : graph) {
            Integer ended = endOf.get(node);
            if (ended != null) {
                steps.add(part(ended));
            } else if (node.isCall() && !partOf.containsKey(node)) {
                steps.add(single(node));
            }
        }
        return steps;
    }

    private Segment part(int number) {
        Set<Node> inside = new HashSet<>(parts.get(number));
        SequencedSet<Node> inputs = new LinkedHashSet<>();
        SequencedSet<Node> outputs = new LinkedHashSet<>();
        List<Node> calls = new ArrayList<>();
        List<Node> weights = new ArrayList<>();
        for (Node node : parts.get(number)) {
            (GlobalPartitioner.isWeight(node) ? weights : calls).add(node);
            node.inputs().stream().filter(input -> !inside.contains(input)).forEach(inputs::add);
            if (node.users().stream().anyMatch(user -> !inside.contains(user))) {
                outputs.add(node);
            }
        }
        return new Segment("_run_on_acc_" + number, Segment.Kind.TRT, calls, weights, List.copyOf(inputs), List.copyOf(outputs));
    }

    private Segment single(Node node) {
        List<Node> weights = new ArrayList<>();
        List<Node> inputs = new ArrayList<>();
        for (Node input : node.inputs()) {
            // A weight that a part holds is one of its outputs to everybody else.
            boolean plainWeight = GlobalPartitioner.isWeight(input) && !partOf.containsKey(input);
            (plainWeight ? weights : inputs).add(input);
        }
        return new Segment("_parent_", Segment.Kind.PARENT, List.of(node), weights, inputs, List.of(node));
    }

    /** Keeps the order where it can run; a step that needs a later one waits for it. */
    private static List<Segment> sorted(List<Segment> steps, Map<Node, Integer> stepOf) {
        List<Integer> pending = new ArrayList<>();
        for (int step = steps.size() - 1; step >= 0; step--) {
            pending.add(step);
        }
        BitSet done = new BitSet();
        Map<Integer, List<Integer>> waiting = new HashMap<>();
        List<Segment> sorted = new ArrayList<>();
        while (!pending.isEmpty()) {
            int step = pending.removeLast();
            int missing = -1;
            for (Node input : steps.get(step).inputs()) {
                int producer = stepOf.getOrDefault(input, -1);
                missing = producer >= 0 && !done.get(producer) ? producer : missing;
            }
            if (missing >= 0) {
                waiting.computeIfAbsent(missing, _ -> new ArrayList<>()).add(step);
            } else {
                done.set(step);
                sorted.add(steps.get(step));
                List<Integer> freed = waiting.remove(step);
                if (freed != null) {
                    pending.addAll(freed.reversed());
                }
            }
        }
        if (sorted.size() != steps.size()) {
            throw new IllegalStateException("parts of the graph wait for each other");
        }
        return sorted;
    }
}
