package dev.partita.report;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes of a graph as maps and lists for a JSON writer; the keys are a contract with scripts. */
public final class GraphJson {

    private GraphJson() {}

    public static List<Map<String, Object>> nodes(Graph graph) {
        return graph.nodes().stream().map(GraphJson::node).toList();
    }

    @SuppressWarnings("NullAway") // JSON's null says "no value"
    static Map<String, Object> node(Node node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", node.name());
        map.put("op", node.kind().fxName());
        map.put("target", node.target());
        map.put("args", node.args().stream().map(PythonText::of).toList());
        if (!node.kwargs().isEmpty()) {
            Map<String, String> kwargs = new LinkedHashMap<>();
            node.kwargs().forEach((name, arg) -> kwargs.put(name, PythonText.of(arg)));
            map.put("kwargs", kwargs);
        }
        map.put("val", PythonText.of(node.value()));
        map.put("users", node.users().stream().map(Node::name).toList());
        return map;
    }
}
