package dev.partita.app.shell;

import dev.partita.app.control.Ui;
import dev.partita.app.session.MachineStatus;
import dev.partita.app.session.Session;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** The line at the bottom: what runs, and what the machine offers. */
final class StatusBar extends HBox {

    private final Label machine = Ui.label("", "caption");
    private final StackPane dot = new StackPane();

    StatusBar(Session session) {
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        setSpacing(10);
        getChildren().addAll(new TaskStrip(session.tasks()), Ui.spacer(), Ui.row(6, dot, machine));
        session.machineProperty().subscribe(this::showMachine);
    }

    private void showMachine(MachineStatus status) {
        machine.setText(status.words());
        dot.getStyleClass().setAll("status-dot", "status-" + status.kind().name().toLowerCase(java.util.Locale.ROOT));
        machine.setTooltip(status.details().isEmpty() ? null : Ui.tooltip(status.details()));
    }
}
