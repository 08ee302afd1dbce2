package dev.partita.app.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Keys of commands that no menu item carries: those of recent files, and second keys for the same thing. */
final class KeyBindings {

    private final Map<KeyCombination, Command> bindings = new LinkedHashMap<>();

    KeyBindings(List<Command> commands) {
        for (Command command : commands) {
            if (command.isRecent()) {
                bindings.put(KeyCombination.valueOf(command.keys()), command);
            }
            switch (command.id()) {
                case "redo" -> bindings.put(KeyCombination.valueOf("Shortcut+Y"), command);
                case "palette" -> bindings.put(KeyCombination.valueOf("Shortcut+L"), command);
                case "cancel" -> bindings.put(KeyCombination.valueOf("Shortcut+Period"), command);
                default -> {}
            }
        }
    }

    void install(Node root) {
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> bindings.forEach((keys, command) -> {
            if (keys.match(event) && command.isEnabled()) {
                command.run();
                event.consume();
            }
        }));
    }
}
