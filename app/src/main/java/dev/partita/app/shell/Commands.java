package dev.partita.app.shell;

import dev.partita.app.session.RecentFiles;
import dev.partita.app.session.Session;
import dev.partita.app.text.Texts;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleBooleanProperty;

/** The one table of everything a user can ask for. */
final class Commands {

    private final Session session;
    private final Actions actions;
    private final Shell shell;

    Commands(Session session, Actions actions, Shell shell) {
        this.session = session;
        this.actions = actions;
        this.shell = shell;
    }

    List<Command> table() {
        BooleanBinding open = Bindings.createBooleanBinding(
                () -> session.documentProperty().get().isPresent(), session.documentProperty());
        BooleanBinding busy = Bindings.isNotEmpty(session.tasks().running());
        CommandTable table = new CommandTable();
        table.in(Command.Menu.FILE)
                .add("open", "Shortcut+O", actions::chooseModel)
                .add("reload", "F5", session::reload, open)
                .add("close", "Shortcut+W", session::close, open)
                .add("preferences", "Shortcut+Comma", actions::showPreferences)
                .add("quit", "Shortcut+Q", actions::quit);
        addRecent(table);
        table.in(Command.Menu.EDIT)
                .add("undo", "Shortcut+Z", () -> {}, new SimpleBooleanProperty(false))
                .add("redo", "Shortcut+Shift+Z", () -> {}, new SimpleBooleanProperty(false));
        table.in(Command.Menu.VIEW)
                .add("palette", "Shortcut+Shift+P", shell::openPalette)
                .add("theme", "", actions::toggleTheme)
                .add("fullscreen", "F11", this::toggleFullScreen);
        table.in(Command.Menu.RUN)
                .add("build", "Shortcut+B", () -> {}, new SimpleBooleanProperty(false))
                .add("profile", "Shortcut+R", () -> {}, new SimpleBooleanProperty(false))
                .add("cancel", "", session.tasks()::cancelAll, busy);
        table.in(Command.Menu.HELP).add("keys", "F1", shell::openKeySheet);
        return table.toList();
    }

    private void addRecent(CommandTable table) {
        for (int number = 1; number <= RecentFiles.LIMIT; number++) {
            int index = number - 1;
            List<Path> recent = session.recent().files();
            table.add(
                    "recent." + number,
                    Bindings.createStringBinding(
                            () -> index < recent.size()
                                    ? Texts.of("command.recent", recent.get(index).getFileName())
                                    : "",
                            session.recent().files()),
                    "Shortcut+" + number,
                    () -> actions.open(recent.get(index)),
                    Bindings.createBooleanBinding(() -> index < recent.size(), session.recent().files()));
        }
    }

    private void toggleFullScreen() {
        actions.stage().setFullScreen(!actions.stage().isFullScreen());
    }
}
