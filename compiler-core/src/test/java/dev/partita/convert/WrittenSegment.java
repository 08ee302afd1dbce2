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

/** A graph in its text form as one segment, converted. */
final class WrittenSegment {

    private WrittenSegment() {}

    static NetworkDescription convert(String text, CompilationSettings settings) {
        Graph graph = GraphParser.parse(text);
        List<Node> calls = graph.nodes().stream().filter(Node::isCall).toList();
        List<Node> inputs = graph.nodes().stream().filter(node -> node.kind() == NodeKind.PLACEHOLDER).toList();
        List<Node> outputs = new ArrayList<>();
        graph.outputNode().args().getFirst().forEachRef(outputs::add);
        return new SegmentConverter(settings).convert(new SegmentGraph("case", calls, inputs, outputs));
    }

    /** The kinds of its layers, in order. */
    static List<String> kinds(NetworkDescription network) {
        return network.layers().stream().map(NamedLayer::layer).map(LayerNames::kind).toList();
    }
}
