package dev.partita.app.engine;

import dev.partita.app.control.EmptyState;
import dev.partita.app.control.Tables;
import dev.partita.app.control.Ui;
import dev.partita.app.task.RunningTask;
import dev.partita.app.text.Texts;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Engines with phase and time; the builder's own log beside them. */
public final class BuildView extends VBox {

    private final BuildViewModel model;
    private final Label state = Ui.label("", "strong");
    private final Button cancel;
    private final Timeline clock = new Timeline(new KeyFrame(Duration.millis(200), event -> tick()));

    public BuildView(BuildViewModel model) {
        this.model = model;
        setId("build");
        cancel = Ui.button(Texts.of("build.cancel"), model::cancel, "quiet-button");
        cancel.setId("build-cancel");
        clock.setCycleCount(Animation.INDEFINITE);
        HBox head = Ui.styled(Ui.row(10, state, Ui.spacer(), cancel), "page-tools");
        TextArea log = new TextArea();
        log.setEditable(false);
        log.getStyleClass().addAll("mono", "text-page");
        model.logProperty().subscribe(text -> {
            log.setText(text);
            log.positionCaret(text.length());
        });
        SplitPane split = new SplitPane(table());
        model.logProperty().subscribe(text -> {
            if (!text.isEmpty() && split.getItems().size() == 1) {
                split.getItems().add(log);
                split.setDividerPositions(0.62);
            }
        });
        split.setMinHeight(0);
        getChildren().addAll(head, Ui.grow(split));
        head.visibleProperty().bind(model.activeProperty().map(Optional::isPresent));
        head.managedProperty().bind(head.visibleProperty());
        model.activeProperty().subscribe(this::follow);
    }

    private TableView<EngineRow> table() {
        Button build = Ui.button(Texts.of("command.build"), model::build, "accent");
        Label words = Ui.label("", "muted");
        words.textProperty().bind(Bindings.createStringBinding(
                () -> model.machineProperty().get().words(), model.machineProperty()));
        TableView<EngineRow> table = Tables.table("build-table", new EmptyState(
                "mdi2h-hammer", Texts.of("build.none"), Texts.of("build.none.words"), words, build));
        table.getColumns().addAll(List.of(
                Tables.drawn("", 34, BuildView::sign),
                Tables.text(Texts.of("build.segment"), 150, EngineRow::segment),
                Tables.text(Texts.of("build.phase"), 300, EngineRow::phase),
                Tables.number(Texts.of("build.took"), 90,
                        row -> row.took().map(took -> took.toMillis() / 1000.0).orElse(Double.NaN),
                        seconds -> Texts.duration(java.time.Duration.ofMillis((long) (seconds * 1000))))));
        table.setItems(model.rows());
        return table;
    }

    private static Node sign(EngineRow row) {
        return switch (row.state()) {
            case WAITING -> Ui.icon("mdi2c-circle-outline");
            case RUNNING -> Ui.icon("mdi2p-progress-clock", "info");
            case DONE -> Ui.icon("mdi2c-check-circle", "ok");
            case FAILED -> Ui.icon("mdi2a-alert-circle", "error");
        };
    }

    private void follow(Optional<RunningTask> active) {
        if (active.isPresent()) {
            tick();
            clock.play();
        } else {
            clock.stop();
        }
    }

    private void tick() {
        model.activeProperty().get().ifPresent(task -> {
            boolean ending = task.cancellingProperty().get();
            cancel.setDisable(ending);
            state.setText(task.title() + "   " + Texts.duration(task.elapsed())
                    + (ending ? "   " + Texts.of("build.cancelling") : ""));
        });
    }
}
