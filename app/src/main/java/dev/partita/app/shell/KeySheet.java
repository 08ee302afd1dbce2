package dev.partita.app.shell;

import dev.partita.app.control.Overlay;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** F1: every key and gesture on one sheet over the window; any click or Escape closes it. */
final class KeySheet extends Overlay {

    /** Gestures of the graph, which no command stands for: their texts end in ".keys" and ".words". */
    private static final List<String> GESTURES = List.of(
            "pan", "zoom", "zoomin", "area", "fit", "actual", "select", "add", "band", "expand", "expandall", "walk", "ends", "enter",
            "enterall", "enteralike", "whole", "escape");

    KeySheet(List<Command> commands) {
        super("keys", Pos.CENTER, sheet(commands));
    }

    private static VBox sheet(List<Command> commands) {
        HBox columns = new HBox(32,
                section(commands, Command.Menu.FILE, Command.Menu.EDIT),
                section(commands, Command.Menu.VIEW, Command.Menu.RUN, Command.Menu.HELP),
                section(commands, Command.Menu.GRAPH),
                gestures());
        VBox sheet = Ui.styled(new VBox(16, Ui.label(Texts.of("keys.title"), "key-sheet-title"), columns), "key-sheet");
        sheet.setMaxSize(VBox.USE_PREF_SIZE, VBox.USE_PREF_SIZE);
        return sheet;
    }

    private static Node section(List<Command> commands, Command.Menu... menus) {
        VBox column = new VBox(5);
        for (Command.Menu menu : menus) {
            column.getChildren().add(Ui.label(menu.title(), "section-title", "key-section"));
            for (Command command : commands) {
                if (command.menu() == menu && !command.keys().isEmpty() && !command.isRecent()) {
                    column.getChildren().add(line(Texts.of("command." + command.id()), command.keyWords()));
                }
            }
            if (menu == Command.Menu.FILE) {
                column.getChildren().add(line(Texts.of("keys.recent.words"), Texts.of("keys.recent.keys")));
            }
        }
        return column;
    }

    private static Node gestures() {
        VBox column = new VBox(5, Ui.label(Texts.of("keys.graph"), "section-title", "key-section"));
        for (String gesture : GESTURES) {
            column.getChildren().add(
                    line(Texts.of("keys." + gesture + ".words"), Texts.of("keys." + gesture + ".keys")));
        }
        return column;
    }

    private static Node line(String words, String keys) {
        Label hint = Ui.label(keys, "key-hint");
        hint.setMinWidth(Label.USE_PREF_SIZE);
        HBox line = Ui.row(12, Ui.label(words), Ui.spacer(), hint);
        line.setMinWidth(236);
        return line;
    }
}
