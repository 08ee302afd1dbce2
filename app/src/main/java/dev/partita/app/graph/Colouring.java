package dev.partita.app.graph;

import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.FacetOverlay;
import dev.partita.app.graph.paint.GradientOverlay;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.paint.PartitionOverlay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What the colours say, and the numbers that they may be made from.
 *
 * @param given numbers that were measured or loaded, by the kind that shows them
 */
public record Colouring(OverlayKind kind, Map<OverlayKind, NodeData> given) {

    public Colouring {
        given = Map.copyOf(given);
    }

    public Overlay overlay(PlannedGraph graph, GraphPalette palette) {
        GraphModel model = graph.model();
        return switch (kind) {
            case PARTITION -> new PartitionOverlay(graph.placements(), palette);
            case OPERATION -> FacetOverlay.categories(model, palette);
            case DTYPE -> FacetOverlay.dtypes(model, palette);
            case WEIGHTS, MEMORY, TIME, ERROR, DATA -> new GradientOverlay(model, numbers(model).orElseThrow(), palette);
        };
    }

    /** The numbers behind the colours; empty when the colours are no gradient. */
    public Optional<NodeData> numbers(GraphModel model) {
        return switch (kind) {
            case PARTITION, OPERATION, DTYPE -> Optional.empty();
            case WEIGHTS -> Optional.of(kilobytes("Weights", model, box -> box.facts().weightBytes()));
            case MEMORY -> Optional.of(kilobytes("Memory of results", model, box -> box.facts().result().bytes()));
            case TIME -> Optional.of(given("Time, not measured yet", "µs"));
            case ERROR -> Optional.of(given("Error, not compared yet", ""));
            case DATA -> Optional.of(given("Data, none loaded yet", ""));
        };
    }

    private NodeData given(String missing, String unit) {
        return given.getOrDefault(kind, new NodeData(missing, unit, Map.of()));
    }

    private static NodeData kilobytes(String title, GraphModel model, ToLongFunction<Box> bytes) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Box box : model.boxes()) {
            if (bytes.applyAsLong(box) > 0) {
                values.put(box.id(), bytes.applyAsLong(box) / 1000.0);
            }
        }
        return new NodeData(title, "kB", values);
    }
}
