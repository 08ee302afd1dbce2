package dev.partita.app.shell;

import dev.partita.app.graph.GraphView;
import dev.partita.app.graph.Snapshot;
import dev.partita.app.session.FileMemory;
import dev.partita.app.session.ProgramPlace;
import java.util.ArrayList;
import java.util.List;

/** How the graph of one program was looked at last, and the views of it that the user gave names. */
final class ViewMemory {

    private static final String LAST = "graph.view";
    private static final String NAMED = "graph.snapshots";

    private final FileMemory memory;
    private final ProgramPlace place;
    private final GraphView view;

    ViewMemory(FileMemory memory, ProgramPlace place, GraphView view) {
        this.memory = memory;
        this.place = place;
        this.view = view;
        read(LAST).stream().findFirst().ifPresent(view::remember);
    }

    void keep() {
        write(LAST, List.of(view.snapshot("")));
    }

    /** In the order in which they were saved. */
    List<Snapshot> named() {
        return read(NAMED);
    }

    /** Saves the present view; one that has the name already is replaced. */
    void save(String name) {
        List<Snapshot> kept = others(name);
        kept.add(view.snapshot(name));
        write(NAMED, kept);
    }

    void delete(String name) {
        write(NAMED, others(name));
    }

    private List<Snapshot> others(String name) {
        List<Snapshot> others = new ArrayList<>(named());
        others.removeIf(snapshot -> snapshot.name().equals(name));
        return others;
    }

    private List<Snapshot> read(String key) {
        return memory.text(place, key).map(Snapshot::read).orElse(List.of());
    }

    private void write(String key, List<Snapshot> snapshots) {
        memory.remember(place, key, Snapshot.write(snapshots));
    }
}
