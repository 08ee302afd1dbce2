package dev.partita.app.graph;

import dev.partita.app.graph.paint.Overlay;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/** What the colours mean, with counts; entries are switches that let their boxes stand out. */
final class Legend extends VBox {

    private static final double SWATCH = 14;

    private final GraphViewModel model;
    private final Set<Integer> picked = new LinkedHashSet<>();
    private Object shown = new Object();

    Legend(GraphViewModel model) {
        this.model = model;
        getStyleClass().add("graph-legend");
        setSpacing(2);
        setPadding(new Insets(8));
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        model.lookProperty().addListener((value, old, now) -> now.ifPresent(look -> show(look.overlay())));
        model.found().matchesProperty().addListener((value, old, now) -> {
            if (now.isEmpty() && !picked.isEmpty()) {
                picked.clear();
                shown = new Object();
                model.lookProperty().get().ifPresent(look -> show(look.overlay()));
            }
        });
    }

    private void show(Overlay overlay) {
        if (shown == overlay) {
            return;
        }
        shown = overlay;
        picked.clear();
        getChildren().setAll(heading(overlay));
        for (int entry = 0; entry < overlay.legend().size(); entry++) {
            if (overlay.legend().get(entry).count() > 0) {
                getChildren().add(row(overlay.legend().get(entry), entry));
            }
        }
    }

    /** Counts are of boxes: results that are picked apart and weights have none of their own. */
    private static Node heading(Overlay overlay) {
        Label title = new Label(overlay.title());
        Label unit = new Label("boxes");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox heading = new HBox(16, title, gap, unit);
        title.getStyleClass().add("graph-legend-title");
        unit.getStyleClass().add("graph-legend-title");
        return heading;
    }

    private Node row(Overlay.Entry entry, int number) {
        Label words = new Label(entry.words());
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        Label count = new Label(String.format(Locale.ROOT, "%,d", entry.count()));
        count.setMinWidth(USE_PREF_SIZE);
        count.getStyleClass().add("graph-legend-count");
        HBox content = new HBox(8, swatch(entry), words, count);
        content.setAlignment(Pos.CENTER_LEFT);
        ToggleButton row = new ToggleButton();
        row.setGraphic(content);
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAccessibleText(entry.words() + ", " + entry.count() + " boxes");
        row.getStyleClass().add("graph-legend-entry");
        row.setOnAction(event -> {
            if (row.isSelected()) {
                picked.add(number);
            } else {
                picked.remove(number);
            }
            model.found().pick(Set.copyOf(picked));
        });
        return row;
    }

    private static Node swatch(Overlay.Entry entry) {
        Canvas canvas = new Canvas(SWATCH, SWATCH);
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.setFill(color(entry.shade().strong()));
        graphics.fillRoundRect(0, 0, SWATCH, SWATCH, 6, 6);
        // The lowest colours of a gradient are near the ground.
        graphics.setStroke(color(entry.shade().line()));
        graphics.strokeRoundRect(0.5, 0.5, SWATCH - 1, SWATCH - 1, 6, 6);
        if (entry.pattern() == Overlay.Pattern.HATCHED) {
            graphics.setStroke(color(entry.shade().fill()));
            graphics.setLineWidth(1.6);
            graphics.strokeLine(1, 9, 9, 1);
            graphics.strokeLine(5, 13, 13, 5);
        }
        return canvas;
    }

    private static Color color(int argb) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF, (argb >>> 24) / 255.0);
    }
}
