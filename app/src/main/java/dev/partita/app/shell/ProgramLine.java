package dev.partita.app.shell;

import dev.partita.app.control.Ui;
import dev.partita.app.session.Document;
import dev.partita.app.session.Session;
import dev.partita.app.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.HBox;

/** Says which program of a file that holds several is open, and lets the user choose another. */
final class ProgramLine extends HBox {

    ProgramLine(Session session, Document document) {
        super(6);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        getStyleClass().add("tool-header");
        Button choose = Ui.id("program", Ui.button(document.place().name().orElse(""), session::chooseProgram, "program-button"));
        choose.setGraphic(Ui.icon("mdi2c-chevron-down"));
        choose.setContentDisplay(ContentDisplay.RIGHT);
        choose.setTooltip(Ui.tooltip(Texts.of("program.tooltip", document.namesInFile().size(), String.join(", ", document.namesInFile()))));
        getChildren().addAll(Ui.label(Texts.of("program.title"), "tool-title"), Ui.spacer(), choose);
    }
}
