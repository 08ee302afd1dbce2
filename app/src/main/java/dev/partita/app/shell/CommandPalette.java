package dev.partita.app.shell;

import dev.partita.app.control.Overlay;
import dev.partita.app.control.SearchField;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/** Type a few letters of what you want; Enter does it. Lies over the window while it is open. */
final class CommandPalette extends Overlay {

    private static final double ROW = 30;
    private static final int SHOWN = 12;

    private final List<Command> commands;
    private final SearchField search;
    private final ListView<Command> list;

    CommandPalette(List<Command> commands) {
        this(commands, new SearchField(Texts.of("palette.prompt")), new ListView<>());
    }

    private CommandPalette(List<Command> commands, SearchField search, ListView<Command> list) {
        super("palette", Pos.TOP_CENTER, box(search, list));
        this.commands = commands;
        this.search = search;
        this.list = list;
        search.getStyleClass().add("palette-search");
        list.getStyleClass().add("palette-list");
        list.setCellFactory(view -> new Cell());
        list.setFixedCellSize(ROW);
        list.prefHeightProperty().bind(
                Bindings.min(SHOWN, Bindings.max(1, Bindings.size(list.getItems()))).multiply(ROW).add(4));
        search.textProperty().subscribe(this::filter);
        search.field().addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.setOnMouseClicked(event -> runSelected());
    }

    private static VBox box(SearchField search, ListView<Command> list) {
        VBox box = Ui.styled(new VBox(search, list), "palette");
        box.setMaxSize(520, VBox.USE_PREF_SIZE);
        return box;
    }

    @Override
    public void open() {
        search.field().clear();
        filter("");
        super.open();
        search.field().requestFocus();
    }

    private void onKey(KeyEvent event) {
        int index = list.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
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
