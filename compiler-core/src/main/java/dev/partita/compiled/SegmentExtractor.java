package dev.partita.compiled;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.partition.Segment;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a segment a graph of its own: its inputs become placeholders of the same names, its outputs the result. */
public final class SegmentExtractor {

    private final Graph graph = new Graph();
    private final IdentityHashMap<Node, Node> copies = new IdentityHashMap<>();

    private SegmentExtractor() {}

    public static Graph extract(Segment segment) {
        SegmentExtractor extractor = new SegmentExtractor();
        for (Node input : segment.inputs()) {
            Node placeholder = extractor.graph.createNamed(
                    input.name(), NodeKind.PLACEHOLDER, input.name(), List.of(), Map.of());
            extractor.copies.put(input, placeholder.setValue(input.value()).setOrigin(input.origin()));
        }
        segment.nodes().forEach(extractor::copy);
        extractor.graph.output(Arg.list(segment.outputs().stream().map(node -> Arg.of(extractor.copy(node))).toList()));
        return extractor.graph;
    }

    private Node copy(Node node) {
        Node known = copies.get(node);
        if (known != null) {
            return known;
        }
        if (node.kind() == NodeKind.GET_ATTR) {
            node.graph().attribute(node.target()).ifPresent(attribute -> graph.putAttribute(node.target(), attribute));
        } else if (!node.isCall()) {
            throw new IllegalStateException("the segment reads " + node + ", which is not among its inputs");
        }
        List<Arg> args = node.args().stream().map(this::mapped).toList();
        Map<String, Arg> kwargs = new LinkedHashMap<>();
        node.kwargs().forEach((name, arg) -> kwargs.put(name, mapped(arg)));
        Node copy = graph.createNamed(node.name(), node.kind(), node.target(), args, kwargs);
        copies.put(node, copy.setValue(node.value()).setOrigin(node.origin()));
        return copy;
    }

    private Arg mapped(Arg arg) {
        return arg.mapRefs(this::copy);
    }
}
