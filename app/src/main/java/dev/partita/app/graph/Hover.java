package dev.partita.app.graph;

import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.model.Placement;
import dev.partita.app.graph.model.Wire;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.scene.BoxSizes;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;

/** A note beside the pointer: what a box is and why it runs where it does, or what a wire carries. */
final class Hover extends Label {

    private static final double DISTANCE = 16;

    private final GraphCanvas canvas;
    private final GraphViewModel model;

    Hover(GraphCanvas canvas, GraphViewModel model) {
        this.canvas = canvas;
        this.model = model;
        getStyleClass().add("graph-hover");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        setWrapText(true);
    }

    void install() {
        canvas.setOnMouseMoved(this::move);
        canvas.setOnMouseExited(event -> point(-1, -1));
    }

    private void move(MouseEvent event) {
        Picking picking = canvas.picking();
        int pointed = picking.item(event.getX(), event.getY()).orElse(-1);
        int line = pointed >= 0 ? -1 : picking.line(event.getX(), event.getY()).orElse(-1);
        point(pointed, line);
        String words = canvas.scene().map(scene -> pointed >= 0 ? itemWords(scene, pointed) : line >= 0 ? wireWords(scene, line) : "").orElse("");
        setVisible(!words.isEmpty());
        if (!words.isEmpty()) {
            setText(words);
            double width = Math.min(420, prefWidth(-1));
            double height = prefHeight(width);
            double x = Math.min(event.getX() + DISTANCE, canvas.getWidth() - width - 4);
            double y = event.getY() + DISTANCE + height < canvas.getHeight() ? event.getY() + DISTANCE : event.getY() - height - 8;
            resizeRelocate(Math.max(4, x), y, width, height);
        }
    }

    private void point(int item, int line) {
        Look.Options before = model.optionsProperty().get();
        if (before.hoveredItem() != item || before.hoveredLine() != line) {
            model.optionsProperty().set(before.pointing(item, line));
        }
        if (item < 0 && line < 0) {
            setVisible(false);
        }
    }

    private String itemWords(Scene scene, int item) {
        Item at = scene.items().get(item);
        return at.isGroup() ? groupWords(scene.model(), at.index()) : boxWords(at.index());
    }

    private static String groupWords(GraphModel model, int group) {
        String repeats = model.repeats(group) > 1 ? "\n" + model.repeats(group) + " groups have the same content" : "";
        return model.groups().get(group).path() + "\n" + BoxSizes.subtitle(model, group) + repeats;
    }

    /** The note on a box; also what a screen reader says about it. */
    String boxWords(int number) {
        return model.graphProperty().get().map(graph -> words(graph, number)).orElse("");
    }

    /** What a screen reader says about a group. */
    String groupWords(String path) {
        return model.graphProperty().get().map(PlannedGraph::model)
                .flatMap(graph -> graph.group(path).map(group -> "Group " + groupWords(graph, group))).orElse("");
    }

    private static String words(PlannedGraph graph, int number) {
        Box box = graph.model().boxes().get(number);
        Placement placement = graph.placements().of(number);
        List<String> lines = new ArrayList<>();
        lines.add(box.id() + (box.facts().op().isEmpty() ? "" : " · " + box.facts().op()));
        if (!box.facts().result().words().isEmpty()) {
            lines.add("Result " + box.facts().result().words());
        }
        if (!box.facts().module().isEmpty()) {
            lines.add("Module " + box.facts().module());
        }
        if (placement.backend() != Placement.Backend.NONE) {
            lines.add(placement.backend().words() + ", " + placement.segment());
        }
        if (!placement.reason().isEmpty()) {
            lines.add(placement.reason());
        }
        return String.join("\n", lines);
    }

    private static String wireWords(Scene scene, int line) {
        Wire wire = scene.lines().get(line).wire();
        GraphModel model = scene.model();
        String ends = model.boxes().get(wire.from()).id() + " → " + model.boxes().get(wire.to()).id();
        String size = wire.payload().bytes() > 0 ? " · " + bytes(wire.payload().bytes()) : "";
        return wire.payload().words() + size + "\n" + ends;
    }

    private static String bytes(long bytes) {
        return bytes < 1_000 ? bytes + " B"
                : bytes < 1_000_000 ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
