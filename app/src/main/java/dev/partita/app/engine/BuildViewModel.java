package dev.partita.app.engine;

import dev.partita.app.session.BuildEvent;
import dev.partita.app.session.Document;
import dev.partita.app.session.MachineStatus;
import dev.partita.app.task.RunningTask;
import dev.partita.app.text.Texts;
import dev.partita.partition.Segment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/** The build that goes on, or the last one. */
public final class BuildViewModel {

    private static final int LOG_LINES = 500;

    private final Document document;
    private final ReadOnlyObjectProperty<MachineStatus> machine;
    private final ObservableList<EngineRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper log = new ReadOnlyStringWrapper("");

    public BuildViewModel(Document document, ReadOnlyObjectProperty<MachineStatus> machine) {
        this.document = document;
        this.machine = machine;
        document.run().events().addListener((ListChangeListener<BuildEvent>) change -> refresh());
        refresh();
    }

    ObservableList<EngineRow> rows() {
        return rows;
    }

    /** The newest lines that the builder wrote. */
    ReadOnlyStringProperty logProperty() {
        return log.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<RunningTask>> activeProperty() {
        return document.run().activeProperty();
    }

    ReadOnlyObjectProperty<MachineStatus> machineProperty() {
        return machine;
    }

    void build() {
        document.run().build();
    }

    void cancel() {
        document.run().cancel();
    }

    private void refresh() {
        Map<String, EngineRow> bySegment = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        ObservableList<BuildEvent> events = document.run().events();
        if (!events.isEmpty()) {
            for (Segment segment : document.plan().partitioning().engines()) {
                bySegment.put(segment.name(), EngineRow.waiting(segment.name()));
            }
        }
        int logStart = Math.max(0, events.size() - LOG_LINES);
        for (int i = 0; i < events.size(); i++) {
            BuildEvent event = events.get(i);
            if (event instanceof BuildEvent.Log(String segment, String line)) {
                if (i >= logStart) {
                    text.append(segment).append("  ").append(line).append('\n');
                }
            } else {
                bySegment.put(event.segment(), row(event));
            }
        }
        rows.setAll(bySegment.values());
        log.set(text.toString());
    }

    private static EngineRow row(BuildEvent event) {
        return switch (event) {
            case BuildEvent.Started(String segment) -> running(segment, Texts.of("build.started"));
            case BuildEvent.Phase(String segment, String name, int step, int steps) ->
                running(segment, steps > 0 ? Texts.of("build.step", name, step, steps) : name);
            case BuildEvent.Log(String segment, String line) -> running(segment, line);
            case BuildEvent.Finished done -> new EngineRow(
                    done.segment(), EngineRow.State.DONE,
                    done.outcome(), Optional.of(done.took()));
            case BuildEvent.Failed(String segment, String words) ->
                new EngineRow(segment, EngineRow.State.FAILED, words, Optional.empty());
        };
    }

    private static EngineRow running(String segment, String phase) {
        return new EngineRow(segment, EngineRow.State.RUNNING, phase, Optional.empty());
    }
}
