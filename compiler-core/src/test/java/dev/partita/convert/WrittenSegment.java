package dev.partita.convert;

import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.network.LayerNames;
import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkDescription;
import dev.partita.settings.CompilationSettings;
import java.util.ArrayList;
import java.util.List;

/** A whole graph as one segment, converted. */
public final class WrittenSegment {

    private WrittenSegment() {}

    static NetworkDescription convert(String text, CompilationSettings settings) {
        return new SegmentConverter(settings).convert(of(GraphParser.parse(text)));
    }

    /** All calls of a graph; its placeholders enter, its results leave. */
    public static SegmentGraph of(Graph graph) {
        List<Node> calls = graph.nodes().stream().filter(Node::isCall).toList();
        List<Node> inputs = graph.nodes().stream().filter(node -> node.kind() == NodeKind.PLACEHOLDER).toList();
        List<Node> outputs = new ArrayList<>();
        graph.outputNode().args().getFirst().forEachRef(outputs::add);
        return new SegmentGraph("case", calls, inputs, outputs);
    }

    /** The kinds of its layers, in order. */
    public static List<String> kinds(NetworkDescription network) {
        return network.layers().stream().map(NamedLayer::layer).map(LayerNames::kind).toList();
    }
}
