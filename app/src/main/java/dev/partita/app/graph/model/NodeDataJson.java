package dev.partita.app.graph.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Model Explorer's files of node data: numbers by node id, {@code {"results": {"id": {"value": 1.5}}}}, alone or below the
 * name of a graph. Thresholds and gradients of such files are left to the window's own gradient.
 */
public final class NodeDataJson {

    private NodeDataJson() {}

    /** Reads a file; the message of the exception goes on after "cannot read FILE: ". */
    public static NodeData read(Path file, String title) throws IOException {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (JsonNode graph : graphs(root)) {
            for (Map.Entry<String, JsonNode> entry : graph.get("results").properties()) {
                JsonNode value = entry.getValue().isObject() ? entry.getValue().path("value") : entry.getValue();
                if (value.isNumber()) {
                    values.put(entry.getKey(), value.asDouble());
                }
            }
        }
        if (values.isEmpty()) {
            throw new IOException("it holds no node data: expected {\"results\": {\"NODE\": {\"value\": NUMBER}}}, as Model Explorer writes it");
        }
        return new NodeData(title, "", values);
    }

    private static List<JsonNode> graphs(JsonNode root) {
        List<JsonNode> found = new ArrayList<>();
        if (root.path("results").isObject()) {
            found.add(root);
        }
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (entry.getValue().path("results").isObject()) {
                found.add(entry.getValue());
            }
        }
        return found;
    }

    /** Writes what {@link #read} reads, with the gradient of our window. */
    public static void write(NodeData data, Path file) throws IOException {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ObjectNode results = root.putObject("results");
        data.values().forEach((id, value) -> results.putObject(id).put("value", value));
        root.putArray("gradient").addObject().put("stop", 0).put("bgColor", "#fde3a3");
        ((ObjectNode) root.get("gradient").get(0)).put("textColor", "black");
        root.withArray("gradient").addObject().put("stop", 1).put("bgColor", "#6a1a4c").put("textColor", "white");
        Files.writeString(file, root.toPrettyString() + "\n");
    }
}
