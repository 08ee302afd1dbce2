package dev.partita.app.shell;

import dev.partita.app.control.SearchField;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Type a few letters of what you want; Enter does it. Lies over the window while it is open. */
final class CommandPalette extends StackPane {

    private final List<Command> commands;
    private final SearchField search = new SearchField(Texts.of("palette.prompt"));
    private final ListView<Command> list = new ListView<>();

    CommandPalette(List<Command> commands) {
        this.commands = commands;
        setId("palette");
        getStyleClass().add("overlay");
        search.getStyleClass().add("palette-search");
        list.getStyleClass().add("palette-list");
        list.setCellFactory(view -> new Cell());
        list.setPrefHeight(340);
        list.setFixedCellSize(30);
        VBox box = Ui.styled(new VBox(search, list), "palette");
        box.setMaxSize(520, javafx.scene.layout.Region.USE_PREF_SIZE);
        setAlignment(Pos.TOP_CENTER);
        getChildren().add(box);
        setOnMousePressed(event -> close());
        box.setOnMousePressed(javafx.event.Event::consume);
        search.textProperty().subscribe(this::filter);
        search.field().addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.setOnMouseClicked(event -> runSelected());
        Ui.setShown(this, false);
    }

    void open() {
        search.field().clear();
        filter("");
        Ui.setShown(this, true);
        search.field().requestFocus();
    }

    void close() {
        Ui.setShown(this, false);
    }

    private void onKey(KeyEvent event) {
        int index = list.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case ESCAPE -> close();
            case ENTER -> runSelected();
            case DOWN -> select(index + 1);
            case UP -> select(index - 1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(int index) {
        int last = list.getItems().size() - 1;
        list.getSelectionModel().select(Math.clamp(index, 0, Math.max(last, 0)));
        list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 4));
    }

    private void runSelected() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        close();
        if (chosen != null) {
            chosen.run();
        }
    }

    private void filter(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        list.getItems().setAll(commands.stream()
                .filter(Command::isEnabled)
                .filter(command -> matches(command.title().get().toLowerCase(Locale.ROOT), wanted))
                .sorted(Comparator.comparingInt(command ->
                        command.title().get().toLowerCase(Locale.ROOT).contains(wanted) ? 0 : 1))
                .toList());
        list.getSelectionModel().selectFirst();
    }

    /** The letters of {@code wanted} occur in this order. */
    static boolean matches(String title, String wanted) {
        int from = 0;
        for (char letter : wanted.toCharArray()) {
            from = title.indexOf(letter, from) + 1;
            if (from == 0) {
                return false;
            }
        }
        return true;
    }

    private static final class Cell extends ListCell<Command> {
        @Override
        protected void updateItem(@org.jspecify.annotations.Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
            } else {
                setGraphic(Ui.row(8,
                        Ui.label(command.menu().title(), "faint", "palette-menu"),
                        Ui.label(command.title().get()),
                        Ui.spacer(),
                        Ui.label(command.keyWords(), "key-hint")));
            }
        }
    }
}
