package dev.partita.app.graph;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.GraphPart;
import dev.partita.app.graph.model.PlannedGraph;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The graph that shows: the whole, or the part of it that was asked for. */
final class WholeOrPart {

    private final ReadOnlyObjectWrapper<Optional<PlannedGraph>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<GraphPart>> part = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<PlannedGraph> whole = Optional.empty();

    ReadOnlyObjectProperty<Optional<PlannedGraph>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<GraphPart>> partProperty() {
        return part.getReadOnlyProperty();
    }

    Optional<PlannedGraph> shown() {
        return shown.get();
    }

    Optional<GraphModel> model() {
        return shown.get().map(PlannedGraph::model);
    }

    Optional<PlannedGraph> whole() {
        return whole;
    }

    boolean isPart() {
        return part.get().isPresent();
    }

    /** Shows another graph, whole. */
    void replace(PlannedGraph other) {
        whole = Optional.of(other);
        showWhole();
    }

    /** The same graph with other placements; what shows of it stays. */
    void repartition(PlannedGraph same) {
        whole = Optional.of(same);
        part.set(part.get().map(some -> some.repartitioned(same.placements())));
        shown.set(Optional.of(part.get().map(GraphPart::shown).orElse(same)));
    }

    /** Shows only some of the boxes that show now. */
    void narrow(Set<Integer> boxes) {
        Set<Integer> inWhole = part.get().map(before -> before.inWhole(boxes)).orElse(boxes);
        part.set(whole.map(all -> GraphPart.of(all, inWhole)));
        shown.set(part.get().map(GraphPart::shown));
    }

    void showWhole() {
        part.set(Optional.empty());
        shown.set(whole);
    }
}
