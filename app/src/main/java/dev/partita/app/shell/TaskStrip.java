package dev.partita.app.shell;

import dev.partita.app.control.Ui;
import dev.partita.app.task.RunningTask;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.text.Texts;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

/**
 * What runs now: title, phase, time so far, Cancel. Nothing at all while nothing runs, or only for a moment: a strip that
 * comes and goes says nothing, and its turning wheel would take frames from what is about to show.
 */
final class TaskStrip extends HBox {

    private static final java.time.Duration MOMENT = java.time.Duration.ofMillis(800);

    private final TaskRunner tasks;
    private final Label words = Ui.label("", "task-words");
    private final Timeline clock = new Timeline(new KeyFrame(Duration.millis(100), event -> refresh()));

    TaskStrip(TaskRunner tasks) {
        this.tasks = tasks;
        setId("task-strip");
        setSpacing(8);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.getStyleClass().add("task-spinner");
        spinner.setMinSize(13, 13);
        spinner.setPrefSize(13, 13);
        Button cancel = Ui.iconButton("mdi2c-close", Texts.of("task.cancel"), this::cancelNewest);
        cancel.getStyleClass().add("tiny");
        getChildren().addAll(spinner, words, cancel);
        clock.setCycleCount(Animation.INDEFINITE);
        tasks.running().addListener((ListChangeListener<RunningTask>) change -> toggle());
        toggle();
    }

    private void cancelNewest() {
        if (!tasks.running().isEmpty()) {
            tasks.running().getLast().cancel();
        }
    }

    private void toggle() {
        refresh();
        if (tasks.running().isEmpty()) {
            clock.stop();
        } else {
            clock.play();
        }
    }

    private void refresh() {
        boolean lasting = tasks.running().stream().anyMatch(task -> task.elapsed().compareTo(MOMENT) > 0);
        Ui.setShown(this, lasting);
        if (!lasting) {
            return;
        }
        RunningTask task = tasks.running().getLast();
        String phase = task.cancellingProperty().get() ? Texts.of("task.cancelling") : task.phaseProperty().get();
        words.setText(task.title() + (phase.isEmpty() ? "" : " — " + phase) + "  " + Texts.duration(task.elapsed()));
    }
}
