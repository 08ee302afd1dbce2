package dev.partita.app.shell;

import dev.partita.app.session.CopyText;
import dev.partita.app.session.Document;
import dev.partita.app.session.History;
import dev.partita.app.session.RecentFiles;
import dev.partita.app.session.Session;
import dev.partita.app.text.Texts;
import dev.partita.settings.CompilationSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** The one table of everything a user can ask for. */
final class Commands {

    private final Session session;
    private final Actions actions;
    private final Shell shell;
    private final GraphFiles files;
    private final BuiltFiles builtFiles;

    Commands(Session session, Actions actions, Shell shell, GraphFiles files) {
        this.builtFiles = new BuiltFiles(session, actions);
        this.session = session;
        this.actions = actions;
        this.shell = shell;
        this.files = files;
    }

    List<Command> table() {
        BooleanBinding open = Bindings.createBooleanBinding(
                () -> session.documentProperty().get().isPresent(), session.documentProperty());
        BooleanBinding several = Bindings.createBooleanBinding(
                () -> document().flatMap(document -> document.place().name()).isPresent(), session.documentProperty());
        ObservableValue<Boolean> running = session.documentProperty().flatMap(document -> document
                .<ObservableValue<Boolean>>map(some -> some.run().activeProperty().map(Optional::isPresent))
                .orElse(new SimpleObjectProperty<>(false)));
        BooleanBinding idle = Bindings.createBooleanBinding(
                () -> document().isPresent() && !running.getValue(), session.documentProperty(), running);
        ObservableValue<Boolean> hasEngines = session.documentProperty().flatMap(document -> document
                .<ObservableValue<Boolean>>map(some -> some.run().builtProperty().map(Optional::isPresent))
                .orElse(new SimpleObjectProperty<>(false)));
        BooleanBinding built = Bindings.createBooleanBinding(hasEngines::getValue, hasEngines);
        BooleanBinding busy = Bindings.isNotEmpty(session.tasks().running());
        CommandTable table = new CommandTable();
        table.in(Command.Menu.FILE)
                .add("open", "Shortcut+O", actions::chooseModel)
                .add("reload", "F5", session::reload, open)
                .add("program", "Shortcut+Alt+O", session::chooseProgram, several)
                .add("export", "Shortcut+Shift+E", shell::openExport, open)
                .add("close", "Shortcut+W", session::close, open)
                .add("preferences", "Shortcut+Comma", shell::openPreferences)
                .add("quit", "Shortcut+Q", actions::quit);
        addRecent(table);
        table.in(Command.Menu.EDIT)
                .add("undo", step("command.undo", "command.undo.step", History::undoNameProperty), "Shortcut+Z",
                        () -> settings().ifPresent(History::undo), hasStep(History::undoNameProperty))
                .add("redo", step("command.redo", "command.redo.step", History::redoNameProperty), "Shortcut+Shift+Z",
                        () -> settings().ifPresent(History::redo), hasStep(History::redoNameProperty))
                .add("copycli", "", () -> copy(CopyText::commandLine), open)
                .add("copypython", "", () -> copy(CopyText::python), open);
        table.in(Command.Menu.VIEW)
                .add("palette", "Shortcut+Shift+P", shell::openPalette)
                .add("find", "Shortcut+F", () -> shell.workbench().ifPresent(Workbench::find), open)
                .add("show.node", "", () -> side("node"), open)
                .add("show.ops", "Shortcut+E", () -> side("ops"), open)
                .add("show.inputs", "", () -> side("inputs"), open)
                .add("show.settings", "", () -> side("settings"), open)
                .add("show.problems", "", () -> bottom("problems"), open)
                .add("show.segments", "", () -> bottom("segments"), open)
                .add("show.sweep", "", () -> bottom("sweep"), open)
                .add("show.lowering", "", () -> bottom("lowering"), open)
                .add("show.network", "", () -> bottom("network"), open)
                .add("show.build", "", () -> bottom("build"), open)
                .add("show.profile", "", () -> bottom("profile"), open)
                .add("theme", "", actions::toggleTheme)
                .add("fullscreen", "F11", this::toggleFullScreen);
        new GraphCommands(shell, files).addTo(table, open);
        table.in(Command.Menu.RUN)
                .add("build", "Shortcut+B", () -> document().ifPresent(document -> document.run().build()), idle)
                .add("profile", "Shortcut+R", () -> document().ifPresent(document -> document.run().profile()), idle)
                .add("compare", "Shortcut+T", () -> document().ifPresent(document -> document.run().compareWithTorch()), idle)
                .add("save", "Shortcut+S", builtFiles::saveFolder, built)
                .add("save.python", "", builtFiles::saveForPython, built)
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

    private void side(String tab) {
        shell.workbench().ifPresent(page -> page.showSide(tab));
    }

    private void bottom(String tab) {
        shell.workbench().ifPresent(page -> page.showBottom(tab));
    }

    private Optional<Document> document() {
        return session.documentProperty().get();
    }

    private Optional<History<CompilationSettings>> settings() {
        return document().map(Document::settings);
    }

    private void copy(Function<Document, String> text) {
        document().map(text).ifPresent(actions::copyToClipboard);
    }

    private ObservableValue<String> stepName(
            Function<History<CompilationSettings>, ReadOnlyStringProperty> name) {
        return session.documentProperty().flatMap(document -> document
                .<ObservableValue<String>>map(some -> name.apply(some.settings()))
                .orElse(new SimpleObjectProperty<>("")));
    }

    /** {@code Undo}, or {@code Undo Run aten.relu in Torch}. */
    private StringBinding step(
            String plainKey, String stepKey, Function<History<CompilationSettings>, ReadOnlyStringProperty> name) {
        ObservableValue<String> step = stepName(name);
        return Bindings.createStringBinding(
                () -> step.getValue().isEmpty() ? Texts.of(plainKey) : Texts.of(stepKey, step.getValue()), step);
    }

    private BooleanBinding hasStep(Function<History<CompilationSettings>, ReadOnlyStringProperty> name) {
        ObservableValue<String> step = stepName(name);
        return Bindings.createBooleanBinding(() -> !step.getValue().isEmpty(), step);
    }

    private void toggleFullScreen() {
        actions.stage().setFullScreen(!actions.stage().isFullScreen());
    }
}
