package dev.partita.compiled;

import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.GraphPrinter;
import dev.partita.ir.Node;
import dev.partita.ir.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Torch segment as text: the graph as {@link GraphPrinter} writes it, then its sub-graphs under their path. A comment
 * line before a node says where in the model it comes from, for messages.
 */
final class SegmentText {

    private static final String SECTION = "## graph ";
    private static final String ORIGIN = "#@ ";

    private SegmentText() {}

    static String print(Graph graph) {
        StringBuilder text = new StringBuilder();
        print("", graph, text);
        return text.toString();
    }

    private static void print(String path, Graph graph, StringBuilder text) {
        text.append(SECTION).append(path).append('\n');
        for (Node node : graph) {
            String source = node.origin().stackTrace().lines()
                    .map(String::strip).filter(line -> line.startsWith("File ")).reduce("", (first, last) -> last);
            if (!source.isEmpty() || !node.origin().modulePath().isEmpty()) {
                text.append(ORIGIN).append(node.origin().modulePath()).append('|').append(source).append('\n');
            }
            text.append(GraphPrinter.print(node)).append('\n');
        }
        graph.attributes().forEach((name, attribute) -> {
            if (attribute instanceof Attribute.SubGraph(Graph inner)) {
                print(path + "/" + name, inner, text);
            }
        });
    }

    /** Sub-graphs are attributes again; weights are not: the caller adds them. */
    static Graph parse(String text) {
        Map<String, Graph> graphs = new LinkedHashMap<>();
        String path = "";
        StringBuilder section = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith(SECTION)) {
                end(path, section, graphs);
                path = line.substring(SECTION.length()).strip();
            } else {
                section.append(line).append('\n');
            }
        }
        end(path, section, graphs);
        graphs.forEach((inner, graph) -> {
            int slash = inner.lastIndexOf('/');
            Graph outer = slash < 0 ? null : graphs.get(inner.substring(0, slash));
            if (outer != null) {
                outer.putAttribute(inner.substring(slash + 1), new Attribute.SubGraph(graph));
            }
        });
        Graph whole = graphs.get("");
        if (whole == null) {
            throw new IllegalArgumentException("there is no graph in it");
        }
        return whole;
    }

    private static void end(String path, StringBuilder section, Map<String, Graph> graphs) {
        if (!section.isEmpty()) {
            Graph graph = GraphParser.parse(section.toString());
            restoreOrigins(graph, section.toString());
            graphs.put(path, graph);
            section.setLength(0);
        }
    }

    private static void restoreOrigins(Graph graph, String section) {
        Origin pending = Origin.UNKNOWN;
        for (String line : section.lines().toList()) {
            if (line.startsWith(ORIGIN)) {
                int bar = line.indexOf('|');
                String module = line.substring(ORIGIN.length(), bar);
                pending = new Origin(
                        module.isEmpty() ? List.of() : List.of(new Origin.ModuleFrame(module, "")), line.substring(bar + 1));
            } else if (line.startsWith("%")) {
                Origin origin = pending;
                graph.find(line.substring(1, line.indexOf(" = "))).ifPresent(node -> node.setOrigin(origin));
                pending = Origin.UNKNOWN;
            }
        }
    }
}
