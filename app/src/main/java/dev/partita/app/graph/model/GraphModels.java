package dev.partita.app.graph.model;

import dev.partita.app.graph.model.Box.Facts;
import dev.partita.app.graph.model.Box.Label;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.Origin;
import dev.partita.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the canvas's model from a graph. Two kinds of nodes become part of another's box: weights, which their readers
 * list, and {@code getitem}, which picks one of several results and shows as a wire of its own. Each result of the graph
 * gets an output box.
 */
public final class GraphModels {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final Payloads payloads = new Payloads();
    private final Categories categories = new Categories();
    private final Labels labels = new Labels();
    private final Graph graph;
    private final Set<String> weightInputs;
    private final List<Box> boxes = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final Map<Node, Integer> boxOf = new HashMap<>();
    private final Map<Node, Integer> signals = new HashMap<>();
    private final Map<Node, List<String>> absorbed = new LinkedHashMap<>();
    /** Nodes that pick one of another's results. */
    private final Set<Node> picks = new HashSet<>();

    private GraphModels(Graph graph, Set<String> weightInputs) {
        this.graph = graph;
        this.weightInputs = weightInputs;
    }

    /** The model of a graph whose placeholders are all inputs. */
    public static GraphModel of(String name, Graph graph) {
        return of(name, graph, Set.of());
    }

    /** The model of a graph in which the named placeholders are weights, as in exported programs. */
    public static GraphModel of(String name, Graph graph, Set<String> weightInputs) {
        return new GraphModels(graph, weightInputs).build(name);
    }

    private GraphModel build(String name) {
        for (Node node : graph) {
            if (isPick(node)) {
                picks.add(node);
                note(node.input(0), node.name());
            }
        }
        for (Node node : graph) {
            switch (node.kind()) {
                case PLACEHOLDER -> addInput(node);
                case GET_ATTR -> {
                    // Listed by its readers.
                }
                case CALL_FUNCTION -> addCall(node);
                case OUTPUT -> addOutputs(node);
            }
        }
        GroupTree tree = GroupTree.of(boxes, origins, wires);
        return new GraphModel(name, tree.boxes(), wires, tree.groups());
    }

    private boolean isWeight(Node node) {
        return node.kind() == NodeKind.GET_ATTR || node.kind() == NodeKind.PLACEHOLDER && weightInputs.contains(node.name());
    }

    private static boolean isPick(Node node) {
        return node.calls(GETITEM) && node.args().size() == 2 && node.args().getFirst() instanceof Arg.Ref(Node producer)
                && producer.isCall() && !producer.calls(GETITEM);
    }

    private void note(Node owner, String part) {
        absorbed.computeIfAbsent(owner, ignored -> new ArrayList<>()).add(part);
    }

    private void addInput(Node node) {
        if (isWeight(node)) {
            return;
        }
        Payload payload = payloads.of(node.value());
        add(node, new Label(node.name(), payload.words()), Category.INPUT, new Facts("", "", payload, 0, List.of()));
    }

    private void addCall(Node node) {
        if (picks.contains(node)) {
            return;
        }
        List<Payload> weights = new ArrayList<>();
        long weightBytes = 0;
        for (Node input : node.inputs()) {
            if (isWeight(input)) {
                note(node, input.name());
                if (input.value() instanceof Value.Tensor) {
                    Payload weight = payloads.of(input.value());
                    weights.add(weight);
                    weightBytes += weight.bytes();
                }
            }
        }
        Facts facts = new Facts(node.op().shortName(), node.origin().modulePath(), payloads.of(node.value()), weightBytes,
                absorbed.getOrDefault(node, List.of()));
        int box = add(node, labels.of(node, weights), categories.of(node), facts);
        int input = 0;
        for (Node read : node.inputs()) {
            wire(read, box, input++);
        }
    }

    private void addOutputs(Node node) {
        Set<Node> results = new LinkedHashSet<>();
        node.args().forEach(arg -> arg.forEachRef(results::add));
        int index = 0;
        for (Node result : results) {
            Payload payload = payloads.of(result.value());
            String id = results.size() == 1 ? node.name() : node.name() + "." + index;
            String title = results.size() == 1 ? "output" : "output " + index;
            List<String> parts = index == 0 && results.size() > 1 ? List.of(node.name()) : List.of();
            boxes.add(new Box(id, new Label(title, payload.words()), Category.OUTPUT, 0, new Facts("", "", payload, 0, parts)));
            origins.add(Origin.UNKNOWN);
            wire(result, boxes.size() - 1, 0);
            index++;
        }
    }

    private int add(Node node, Label label, Category category, Facts facts) {
        boxOf.put(node, boxes.size());
        boxes.add(new Box(node.name(), label, category, 0, facts));
        origins.add(category == Category.INPUT ? Origin.UNKNOWN : node.origin());
        return boxes.size() - 1;
    }

    /** Wires a read value; weights and sub-graphs have no box to come from. */
    private void wire(Node read, int target, int input) {
        boolean isPick = picks.contains(read);
        Integer source = boxOf.get(isPick ? read.input(0) : read);
        if (source == null) {
            return;
        }
        int signal = signals.computeIfAbsent(read, ignored -> signals.size());
        Payload payload = isPick ? payloads.of(read.value()) : boxes.get(source).facts().result();
        wires.add(new Wire(source, target, signal, input, payload));
    }

    /** The graphs that a node's arguments name, such as the branches of {@code cond}, by attribute path. */
    public static Map<String, Graph> subGraphs(Graph graph, Node node) {
        Map<String, Graph> found = new LinkedHashMap<>();
        for (Node input : node.inputs()) {
            if (input.kind() == NodeKind.GET_ATTR
                    && graph.attribute(input.target()).orElse(null) instanceof Attribute.SubGraph(Graph sub)) {
                found.put(input.target(), sub);
            }
        }
        return found;
    }
}
