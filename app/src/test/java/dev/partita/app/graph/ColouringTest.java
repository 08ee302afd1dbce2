package dev.partita.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.Overlay;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColouringTest {

    private final GraphModel model = SampleModels.transformer(2);
    private final PlannedGraph graph = new PlannedGraph(model, SampleModels.placements(model));

    private Overlay overlay(OverlayKind kind, Optional<NodeData> times, Optional<NodeData> data) {
        Map<OverlayKind, NodeData> given = new EnumMap<>(OverlayKind.class);
        times.ifPresent(numbers -> given.put(OverlayKind.TIME, numbers));
        data.ifPresent(numbers -> given.put(OverlayKind.DATA, numbers));
        return new Colouring(kind, given).overlay(graph, GraphPalette.LIGHT);
    }

    @Test
    void everyKindCountsEachBoxOnce() {
        for (OverlayKind kind : OverlayKind.values()) {
            Overlay overlay = overlay(kind, Optional.empty(), Optional.empty());
            assertEquals(model.boxes().size(), overlay.legend().stream().mapToInt(Overlay.Entry::count).sum(), kind.words());
        }
    }

    @Test
    void memoryIsThatOfTheResult() {
        int box = model.box("softmax").orElseThrow();
        double kilobytes = model.boxes().get(box).facts().result().bytes() / 1000.0;
        NodeData memory = new Colouring(OverlayKind.MEMORY, Map.of()).numbers(model).orElseThrow();
        assertEquals(kilobytes, memory.value("softmax").orElseThrow());
        assertTrue(overlay(OverlayKind.MEMORY, Optional.empty(), Optional.empty()).badge(box).endsWith(" kB"));
    }

    @Test
    void timeIsNotMistakenForDataOfAFile() {
        NodeData times = new NodeData("Time", "µs", Map.of("softmax", 12.0));
        NodeData errors = new NodeData("Error", "", Map.of("softmax", 0.5));
        int box = model.box("softmax").orElseThrow();
        assertEquals("12 µs", overlay(OverlayKind.TIME, Optional.of(times), Optional.of(errors)).badge(box));
        assertEquals("0.5", overlay(OverlayKind.DATA, Optional.of(times), Optional.of(errors)).badge(box));
    }

    @Test
    void smallNumbersAreReadByTheirMagnitude() {
        NodeData errors = new NodeData("Error", "", Map.of("softmax", 0.0000479));
        Overlay overlay = new Colouring(OverlayKind.ERROR, Map.of(OverlayKind.ERROR, errors)).overlay(graph, GraphPalette.LIGHT);
        assertEquals("4.8e-05", overlay.badge(model.box("softmax").orElseThrow()));
    }

    @Test
    void withoutNumbersTheLegendSaysSo() {
        Overlay overlay = overlay(OverlayKind.TIME, Optional.empty(), Optional.empty());
        assertEquals("Time, not measured yet", overlay.title());
        assertEquals(1, overlay.legend().size());
    }
}
