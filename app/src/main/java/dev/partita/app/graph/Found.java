package dev.partita.app.graph;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.Look;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What was looked for in the graph that shows: by words, by likeness, in the legend. All else steps back meanwhile. */
public final class Found {

    private final Supplier<Optional<PlannedGraph>> graph;
    private final Supplier<Optional<Look>> look;
    private final Supplier<Optional<NodeData>> numbers;
    private final ReadOnlyObjectWrapper<List<Integer>> matches = new ReadOnlyObjectWrapper<>(List.of());

    /** {@code numbers} are what a search compares. */
    Found(Supplier<Optional<PlannedGraph>> graph, Supplier<Optional<Look>> look, Supplier<Optional<NodeData>> numbers) {
        this.graph = graph;
        this.look = look;
        this.numbers = numbers;
    }

    /** Boxes by number; empty when nothing is looked for. */
    public ReadOnlyObjectProperty<List<Integer>> matchesProperty() {
        return matches.getReadOnlyProperty();
    }

    void clear() {
        matches.set(List.of());
    }

    /** Searches; an empty query ends the search. */
    public List<Integer> search(String query) {
        matches.set(graph.get()
                .map(shown -> new GraphSearch(new GraphSearch.Subject(shown.model(), shown.placements(), numbers.get())).find(query))
                .orElse(List.of()));
        return matches.get();
    }

    /** Finds all boxes that run the operation of a selected one. */
    void alike(Selection selection) {
        graph.get().map(PlannedGraph::model).ifPresent(model -> {
            Set<String> ops = selection.boxes().stream().flatMap(id -> model.box(id).stream())
                    .map(box -> model.boxes().get(box).facts().op()).collect(Collectors.toSet());
            matches.set(boxes(model).filter(box -> ops.contains(model.boxes().get(box).facts().op())).boxed().toList());
        });
    }

    /** Lets the boxes of some legend entries stand out; no entries ends that. */
    void pick(Set<Integer> entries) {
        matches.set(entries.isEmpty() ? List.of() : graph.get().map(PlannedGraph::model).stream()
                .flatMap(model -> boxes(model).boxed())
                .filter(box -> look.get().map(seen -> entries.contains(seen.overlay().entry(box))).orElse(false))
                .toList());
    }

    private static IntStream boxes(GraphModel model) {
        return IntStream.range(0, model.boxes().size());
    }
}
