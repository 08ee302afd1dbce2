package dev.partita.app.graph;

import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.GroupShares;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Look.Marks;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.scene.Scene;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** How a scene is painted: what its colours say, and what stands out because it is selected, found or focused. */
final class Appearance implements Arrangement.Listener {

    private final Supplier<Optional<PlannedGraph>> graph;
    private final Supplier<Optional<Scene>> scene;
    private final ReadOnlyObjectWrapper<Optional<Look>> look = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Selection> selection = new SimpleObjectProperty<>(Selection.NONE);
    private final ObjectProperty<Look.Options> options = new SimpleObjectProperty<>(Look.Options.DEFAULT);
    private final Colours colours = new Colours(this::repaint);
    private final Found found;
    private int focus = -1;

    Appearance(Supplier<Optional<PlannedGraph>> graph, Supplier<Optional<Scene>> scene) {
        this.graph = graph;
        this.scene = scene;
        // Times are what people compare; other numbers count while they are painted.
        found = new Found(graph, look::get, () -> paintedNumbers().or(colours.timesProperty()::get));
        found.matchesProperty().addListener((value, old, now) -> remark());
        selection.addListener((value, old, now) -> remark());
        options.addListener((value, old, now) -> look.set(look.get().map(seen -> seen.with(now))));
    }

    /** Present when the scene is. */
    ReadOnlyObjectProperty<Optional<Look>> lookProperty() {
        return look.getReadOnlyProperty();
    }

    ObjectProperty<Selection> selectionProperty() {
        return selection;
    }

    ObjectProperty<Look.Options> optionsProperty() {
        return options;
    }

    Colours colours() {
        return colours;
    }

    Found found() {
        return found;
    }

    /** The item with the keyboard, or -1. */
    int focus() {
        return focus;
    }

    void focus(int item) {
        focus = item;
        remark();
    }

    /** Marks count items of one scene: before another comes, the look loses them. */
    @Override
    public void arriving() {
        focus = -1;
        look.set(look.get().map(seen -> seen.with(Marks.NONE)));
    }

    @Override
    public void arrived() {
        repaint();
    }

    /** After a change of the scene or of what colours mean. */
    void repaint() {
        if (graph.get().isEmpty() || scene.get().isEmpty() || scene.get().get().model() != graph.get().get().model()) {
            return;
        }
        GraphPalette palette = colours.paletteProperty().get();
        look.set(Optional.of(look(graph.get().get(), palette, marks(), options.get())));
    }

    /** The scene as it would look in other colours; present when the scene is. */
    Optional<Look> lookIn(GraphPalette palette) {
        return look.get().flatMap(seen -> graph.get().map(shown -> look(shown, palette, seen.marks(), seen.options())));
    }

    private Look look(PlannedGraph shown, GraphPalette palette, Marks marks, Look.Options painted) {
        Overlay overlay = colours.colouring().overlay(shown, palette);
        return new Look(palette, overlay, new GroupShares(shown.model(), overlay), marks, painted);
    }

    /** The numbers behind the colours; empty when the colours are no gradient. */
    Optional<NodeData> paintedNumbers() {
        return graph.get().flatMap(shown -> colours.colouring().numbers(shown.model()));
    }

    private void remark() {
        look.set(look.get().map(seen -> seen.with(marks())));
    }

    private Marks marks() {
        return scene.get().map(new Standing(selection.get(), found.matchesProperty().get(), focus)::in).orElse(Marks.NONE);
    }

    /** What selecting an item selects. */
    Selection selectionOf(int item) {
        return scene.get().map(shown -> Standing.of(shown, item)).orElse(Selection.NONE);
    }
}
