package dev.partita.app.shell;

import dev.partita.app.control.Ui;
import dev.partita.app.graph.GraphView;
import dev.partita.app.graph.GraphViewModel;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.FontMetrics;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.text.Texts;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/**
 * A file on its way: its name while it is read, and a large program as it was exported, to look at while it is lowered and
 * partitioned. Made while the file is still being read, so that nothing but the graph is missing then.
 */
public final class PreviewPage extends VBox {

    private final GraphViewModel model;
    private final GraphView view;
    private final Subscription theme;
    private final Label title = Ui.label("", "coverage-words");
    private final Label words = Ui.label("", "caption");

    /** Follows {@code dark} until it is closed. */
    public PreviewPage(String name, TaskRunner tasks, ObservableBooleanValue dark) {
        setId("preview");
        model = new GraphViewModel(tasks);
        theme = dark.subscribe(isDark ->
                model.colours().paletteProperty().set(isDark ? GraphPalette.DARK : GraphPalette.LIGHT));
        model.colours().overlayProperty().set(OverlayKind.OPERATION);
        words.setText(Texts.of("task.open", name));
        title.setText(name);
        HBox line = Ui.styled(Ui.row(10, title, words), "graph-tools");
        line.setAlignment(Pos.CENTER_LEFT);
        view = new GraphView(model);
        getChildren().addAll(line, Ui.grow(view));
        // The first layout needs them, and reading the fonts takes a while.
        Thread.ofPlatform().daemon().name("font metrics").start(FontMetrics::inter);
    }

    boolean isPainted() {
        return view.isPainted();
    }

    /** Lets go of the theme, which outlives a page. */
    void close() {
        theme.unsubscribe();
    }

    /** Calls {@code seen} when the graph is on the screen. The file may be another than the page was made for. */
    void show(String name, PlannedGraph exported, Runnable seen) {
        title.setText(name);
        words.setText(Texts.of("preview.words"));
        model.show(exported);
        view.afterFirstPicture(seen);
    }
}
