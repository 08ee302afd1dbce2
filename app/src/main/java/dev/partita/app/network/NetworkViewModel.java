package dev.partita.app.network;

import dev.partita.app.session.Document;
import dev.partita.compile.Plan;
import dev.partita.app.session.Planning;
import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.text.Texts;
import dev.partita.partition.Segment;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Converts the chosen segment in the background and shows the network. */
public final class NetworkViewModel {

    private final Document document;
    private final Planning planning;
    private final TaskRunner tasks;
    private final ObservableList<Segment> segments = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Segment>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");

    public NetworkViewModel(Document document, Planning planning, TaskRunner tasks) {
        this.document = document;
        this.planning = planning;
        this.tasks = tasks;
        chosen.addListener((value, old, now) -> convert());
        document.planProperty().subscribe(plan -> refresh(plan));
        document.selectionProperty().addListener((value, old, now) -> now
                .flatMap(node -> document.plan().partitioning().segmentOf(node))
                .filter(Segment::isTensorRt)
                .ifPresent(segment -> chosen.set(Optional.of(segment))));
    }

    /** The segments that become engines. */
    ObservableList<Segment> segments() {
        return segments;
    }

    ObjectProperty<Optional<Segment>> chosenProperty() {
        return chosen;
    }

    ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    private void refresh(Plan plan) {
        String before = chosen.get().map(Segment::name).orElse("");
        segments.setAll(plan.partitioning().engines());
        chosen.set(segments.stream().filter(segment -> segment.name().equals(before)).findFirst()
                .or(() -> segments.stream().findFirst()));
    }

    private void convert() {
        Plan plan = document.plan();
        chosen.get().ifPresentOrElse(
                segment -> tasks.submit(new BackgroundTask<>(
                        Texts.of("task.network", segment.name()),
                        "network",
                        context -> planning.network(plan, segment),
                        text::set,
                        problem -> text.set(Texts.of("network.problem", String.valueOf(problem.getMessage()))))),
                () -> text.set(""));
    }
}
