package dev.partita.app.shell;

import dev.partita.app.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;

/** An ordered list of commands being written down. */
final class CommandTable {

    private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

    private static final ObservableBooleanValue NEVER = new SimpleBooleanProperty(false);

    private final List<Command> commands = new ArrayList<>();
    private Command.Menu menu = Command.Menu.FILE;

    CommandTable in(Command.Menu next) {
        menu = next;
        return this;
    }

    CommandTable add(String id, String keys, Runnable body) {
        return add(id, keys, body, ALWAYS);
    }

    CommandTable add(String id, String keys, Runnable body, ObservableBooleanValue enabled) {
        return add(id, new SimpleStringProperty(Texts.of("command." + id)), keys, body, enabled);
    }

    CommandTable add(
            String id, ObservableStringValue title, String keys, Runnable body, ObservableBooleanValue enabled) {
        commands.add(new Command(id, menu, title, keys, new Command.Action(body, enabled)));
        return this;
    }

    /** A line between groups of entries in the menu. */
    CommandTable separator() {
        commands.add(new Command(Command.SEPARATOR, menu, new SimpleStringProperty(""), "", new Command.Action(() -> {}, NEVER)));
        return this;
    }

    List<Command> toList() {
        return List.copyOf(commands);
    }
}
