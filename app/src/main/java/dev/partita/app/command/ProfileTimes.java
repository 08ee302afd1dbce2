package dev.partita.app.command;

import dev.partita.app.graph.model.NodeData;
import dev.partita.app.session.LayerNodes;
import dev.partita.ir.Graph;
import dev.partita.profile.LayerTiming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Times of nodes out of what {@code partita profile --json} wrote or trtexec exported: wherever a layer with a name and a
 * median time stands in the file.
 */
final class ProfileTimes {

    private ProfileTimes() {}

    /** In microseconds; the message of the exception says what is wrong with the file. */
    static NodeData read(Path file, Graph lowered) throws IOException {
        List<LayerTiming> layers = new ArrayList<>();
        try {
            JsonNode profile = JsonMapper.shared().readTree(Files.readString(file));
            collect(profile, profile.findPath("at").asString(""), layers);
        } catch (JacksonException e) {
            throw new IOException("it is no JSON, as 'partita profile --json FILE' writes it", e);
        }
        Map<String, Double> micros = new LayerNodes(lowered).medianMicros(layers);
        if (micros.isEmpty()) {
            throw new IOException("it holds no layer of this program among " + layers.size()
                    + ": expected what 'partita profile --json' or trtexec's --exportProfile writes");
        }
        return new NodeData("Time", "µs", micros);
    }

    /** @param corner the first shapes at which engines were measured; other shapes would count the same layers again */
    private static void collect(JsonNode node, String corner, List<LayerTiming> layers) {
        if (node.path("at").isString() && !node.path("at").asString().equals(corner)) {
            return;
        }
        JsonNode median = node.path("medianMillis").isNumber() ? node.path("medianMillis") : node.path("medianMs");
        if (node.path("name").isString() && median.isNumber()) {
            float millis = median.floatValue();
            layers.add(new LayerTiming(node.path("name").asString(), millis, millis, millis, 0));
        } else {
            node.forEach(inner -> collect(inner, corner, layers));
        }
    }
}
