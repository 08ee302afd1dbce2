package dev.partita.app.shell;

import dev.partita.app.control.Overlay;
import dev.partita.app.control.Ui;
import dev.partita.app.session.ProgramChoice;
import dev.partita.app.session.Session;
import dev.partita.app.text.Texts;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;

/** Which programs a file holds. Enter, or a double click, opens the chosen one. */
final class ProgramSheet extends Overlay {

    private static final double ROW = 30;
    private static final int MOST_ROWS = 10;

    private final Session session;
    private final Label title = Ui.paragraph("", "key-sheet-title");
    private final ListView<String> list = Ui.id("programs", new ListView<>());

    ProgramSheet(Session session) {
        this(session, new VBox(12));
    }

    private ProgramSheet(Session session, VBox sheet) {
        super("program-sheet", Pos.CENTER, sheet);
        this.session = session;
        title.setId("program-sheet-title");
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("palette-list");
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                openChosen();
            }
        });
        Button open = Ui.id("program-open", Ui.button(Texts.of("program.open"), this::openChosen, "accent"));
        open.setDefaultButton(true);
        open.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
        sheet.getChildren().addAll(title, list,
                Ui.row(8, Ui.spacer(), Ui.button(Texts.of("export.cancel"), this::close, "quiet-button"), open));
        sheet.getStyleClass().add("key-sheet");
        sheet.setMaxSize(380, VBox.USE_PREF_SIZE);
    }

    void ask(ProgramChoice choice) {
        String file = String.valueOf(choice.place().file().getFileName());
        Optional<String> absent = choice.place().name().filter(name -> !choice.names().contains(name));
        title.setText(absent.map(name -> Texts.of("program.absent", file, name))
                .orElseGet(() -> Texts.of("program.several", file, choice.names().size())));
        list.getItems().setAll(choice.names());
        list.setPrefHeight(ROW * Math.min(MOST_ROWS, choice.names().size()) + 4);
        list.getSelectionModel().select(Math.max(0, choice.names().indexOf(choice.place().name().orElse(""))));
        list.scrollTo(list.getSelectionModel().getSelectedIndex());
        open();
        list.requestFocus();
    }

    private void openChosen() {
        session.choiceProperty().get().ifPresent(choice -> {
            String name = list.getSelectionModel().getSelectedItem();
            close();
            session.open(choice.place().named(name));
        });
    }

    @Override
    public void close() {
        super.close();
        session.dismissChoice();
    }
}
