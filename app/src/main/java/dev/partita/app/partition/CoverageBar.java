package dev.partita.app.partition;

import dev.partita.app.control.StackedBar;
import dev.partita.app.control.Ui;
import dev.partita.compile.Plan;
import dev.partita.app.session.Counts;
import dev.partita.app.text.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Above the graph: how much runs where, as words and as a bar. */
public final class CoverageBar extends HBox {

    private final Label words = Ui.label("", "strong");
    private final Label segments = Ui.label("", "caption");
    private final StackedBar bar = new StackedBar();

    public CoverageBar(CoverageViewModel model) {
        setId("coverage");
        getStyleClass().add("coverage-bar");
        setAlignment(Pos.CENTER_LEFT);
        setSpacing(12);
        words.setId("coverage-words");
        segments.setId("coverage-segments");
        words.setMinWidth(USE_PREF_SIZE);
        segments.setMinWidth(USE_PREF_SIZE);
        bar.setPrefWidth(160);
        bar.setMinWidth(24);
        bar.setMaxWidth(220);
        Label stale = Ui.label(Texts.of("coverage.stale"), "caption");
        stale.visibleProperty().bind(model.staleProperty());
        HBox.setHgrow(bar, javafx.scene.layout.Priority.ALWAYS);
        getChildren().addAll(
                words, bar, segments, Ui.spacer(), stale);
        model.planProperty().subscribe(this::show);
    }

    private void show(Plan plan) {
        words.setText(CoverageViewModel.words(plan));
        segments.setText(CoverageViewModel.segments(plan));
        bar.setParts(List.of(
                new StackedBar.Part(Counts.trtOps(plan), "trt"),
                new StackedBar.Part(Counts.allOps(plan) - Counts.trtOps(plan), "torch")));
    }
}
