package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.layout.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One way of looking at a graph: what is open, where the camera stands, what the colours say.
 *
 * @param name given by the user; empty for the view that a file was left with
 */
public record Snapshot(String name, ViewState state, Camera camera, OverlayKind overlay) {

    /** Several as one text, to be kept with a file. */
    public static String write(List<Snapshot> snapshots) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        for (Snapshot snapshot : snapshots) {
            ObjectNode entry = list.addObject();
            entry.put("name", snapshot.name);
            entry.put("direction", snapshot.state.direction().name());
            entry.put("columns", snapshot.state.columns());
            entry.put("x", snapshot.camera.x()).put("y", snapshot.camera.y()).put("scale", snapshot.camera.scale());
            entry.put("overlay", snapshot.overlay.name());
            ArrayNode expanded = entry.putArray("expanded");
            snapshot.state.expanded().forEach(expanded::add);
        }
        return list.toString();
    }

    /** What {@link #write} wrote; entries of other versions that make no sense here are left out. */
    public static List<Snapshot> read(String text) {
        List<Snapshot> snapshots = new ArrayList<>();
        try {
            for (JsonNode entry : JsonMapper.shared().readTree(text)) {
                read(entry).ifPresent(snapshots::add);
            }
        } catch (JacksonException damaged) {
            return List.of();
        }
        return snapshots;
    }

    private static Optional<Snapshot> read(JsonNode entry) {
        double scale = entry.path("scale").asDouble(0);
        if (!(scale >= Camera.LEAST && scale <= Camera.MOST)) {
            return Optional.empty();
        }
        TreeSet<String> expanded = new TreeSet<>();
        entry.path("expanded").forEach(path -> expanded.add(path.asString()));
        try {
            Direction direction = Direction.valueOf(entry.path("direction").asString());
            OverlayKind overlay = OverlayKind.valueOf(entry.path("overlay").asString());
            Camera camera = new Camera(entry.path("x").asDouble(0), entry.path("y").asDouble(0), scale);
            return Optional.of(new Snapshot(entry.path("name").asString(), new ViewState(expanded, direction, Math.clamp(entry.path("columns").asInt(1), ViewState.WRAPPED, ViewState.MOST_COLUMNS)), camera, overlay));
        } catch (IllegalArgumentException unknownName) {
            return Optional.empty();
        }
    }
}
