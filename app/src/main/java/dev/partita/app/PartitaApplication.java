package dev.partita.app;

import dev.partita.app.dialog.WindowDialogs;
import dev.partita.app.open.Sample;
import dev.partita.app.open.StartView;
import dev.partita.app.open.StartViewModel;
import dev.partita.app.session.Preferences;
import dev.partita.app.session.RecentFiles;
import dev.partita.app.session.Session;
import dev.partita.app.session.FileMemory;
import dev.partita.app.session.Planning;
import dev.partita.app.session.ProgramPlace;
import dev.partita.app.settings.PreferencesView;
import dev.partita.app.settings.PreferencesViewModel;
import dev.partita.app.shell.Actions;
import dev.partita.app.shell.PreviewPage;
import dev.partita.app.shell.Shell;
import dev.partita.app.shell.Workbench;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.theme.ThemeChoice;
import dev.partita.app.theme.Themes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The composition root: makes every part and hands each what it needs. */
public final class PartitaApplication extends Application {

    public static final String SAMPLE_PREFIX = "sample:";

    /** Before the name of a program, among the arguments of {@link #open}. */
    public static final String PROGRAM_OPTION = "--model=";

    /** JavaFX makes the application itself: what is begun before that waits here. */
    private static Planning planning = new CompilerPlanning();

    /** Read once, by whoever needs them first: the thread that opens a file, or the one that makes the window. */
    private static final class Kept {
        static final Preferences PREFERENCES = Preferences.load(Preferences.defaultFile());
    }

    /** Held here, because the logging system forgets loggers that nobody holds. */
    private static final class Heard {
        static final Logger JAVAFX = Logger.getLogger("javafx");
    }

    /** A window that is ready to be shown, and the parts that outlive its pages. */
    public record Window(Stage stage, Session session, Themes themes, StartViewModel start, Preferences preferences) {

        /**
         * Opens {@code argument}: a file, or {@code sample:NAME} for one that ships with the window.
         *
         * @param program which one of a file that holds several
         */
        void open(String argument, Optional<String> program) {
            if (argument.startsWith(SAMPLE_PREFIX)) {
                String name = argument.substring(SAMPLE_PREFIX.length());
                Sample.ALL.stream().filter(sample -> sample.fileName().equals(name)).forEach(start::open);
            } else {
                session.open(session.memory().place(Path.of(argument), program));
            }
        }
    }

    /** The window, until it is closed. A file that is named takes longest to open and is begun before the toolkit starts. */
    public static void open(List<String> arguments) {
        arguments.stream().filter(name -> !name.startsWith("--") && !name.startsWith(SAMPLE_PREFIX)).map(Path::of).findFirst()
                .ifPresent(file -> planning = new HeadStart(planning, file, () -> wanted(file, arguments)).begin());
        // JavaFX on the class path is a decision (docs/adr/0001), not news for whoever starts the window. Not earlier: the first
        // logger of a process has the JVM look into every jar.
        Heard.JAVAFX.setFilter(entry -> !String.valueOf(entry.getMessage()).startsWith("Unsupported JavaFX configuration"));
        launch(PartitaApplication.class, arguments.toArray(String[]::new));
    }

    private static HeadStart.Wanted wanted(Path file, List<String> arguments) {
        FileMemory memory = new FileMemory(Kept.PREFERENCES);
        ProgramPlace place = memory.place(file, program(arguments));
        return new HeadStart.Wanted(place, memory.settings(place));
    }

    private static Optional<String> program(List<String> arguments) {
        return arguments.stream().filter(word -> word.startsWith(PROGRAM_OPTION))
                .map(word -> word.substring(PROGRAM_OPTION.length())).findFirst();
    }

    private Optional<String> argument() {
        return getParameters().getUnnamed().stream().findFirst();
    }

    @Override
    public void start(Stage stage) {
        Timeline.mark("window begun");
        Ports ports = Ports.real(planning);
        Window window = window(Kept.PREFERENCES, stage, ports, argument());
        WindowMemory.restore(window);
        Timeline.mark("window made");
        stage.setOnHidden(event -> {
            // What is open is left as if it was closed by hand: it remembers how it was looked at.
            window.session().close();
            WindowMemory.keep(window);
            ports.close().run();
        });
        argument().ifPresent(file -> window.open(file, program(getParameters().getRaw())));
        stage.show();
        Timeline.mark("window shown");
        Timeline.watch(stage);
        // A process of its own, which would take the processor from the first picture.
        new AtRest(window.session(), Duration.ofMillis(300), () -> window.session().examine(ports.machine())).start();
        Optional.ofNullable(getParameters().getNamed().get("screenshot"))
                .map(file -> new WindowPicture(stage, Path.of(file)))
                .ifPresent(picture -> new AtRest(window.session(), WindowPicture.REST, picture::take).start());
    }

    /** Builds everything by hand; {@code expected} is what will be opened at once. */
    public static Window window(Preferences preferences, Stage stage, Ports ports, Optional<String> expected) {
        Themes themes = new Themes(ThemeChoice.valueOf(preferences.text("theme", ThemeChoice.SYSTEM.name())));
        RecentFiles recent = new RecentFiles(preferences.texts("recent").stream().map(Path::of).toList());
        Session session = new Session(ports.planning(), ports.workshop(), TaskRunner.forWindow(), recent, new FileMemory(preferences));
        WindowDialogs dialogs = new WindowDialogs(() -> stage);
        StartViewModel start = new StartViewModel(session, dialogs, preferences.file().resolveSibling("samples"));
        Workbench.Parts parts = new Workbench.Parts(ports.planning(), dialogs, themes.dark(), preferences);
        Shell shell = new Shell(
                session,
                new WindowActions(session, start, themes, dialogs, stage),
                new Shell.Pages(
                        expected.map(argument -> argument.substring(argument.startsWith(SAMPLE_PREFIX) ? SAMPLE_PREFIX.length() : 0))
                                .map(argument -> String.valueOf(Path.of(argument).getFileName())),
                        () -> new StartView(start),
                        name -> new PreviewPage(name, session.tasks(), themes.dark()),
                        document -> new Workbench(session, document, parts),
                        () -> new PreferencesView(new PreferencesViewModel(session, preferences.file()), themes)));
        Scene scene = new Scene(shell, 1360, 860);
        themes.install(scene);
        stage.titleProperty().bind(session.documentProperty().map(document ->
                document.map(open -> open.place().title() + " – Partita").orElse("Partita")));
        stage.setMinWidth(900);
        stage.setMinHeight(560);
        stage.setScene(scene);
        return new Window(stage, session, themes, start, preferences);
    }

    private record WindowActions(
            Session session, StartViewModel start, Themes themes, WindowDialogs dialogs, Stage stage)
            implements Actions {

        @Override
        public void chooseModel() {
            start.choose();
        }

        @Override
        public void open(Path file) {
            session.open(file);
        }

        @Override
        public void toggleTheme() {
            themes.choiceProperty().set(themes.dark().get() ? ThemeChoice.LIGHT : ThemeChoice.DARK);
        }

        @Override
        public Optional<Path> chooseTarget(String title, String suggestedName) {
            return dialogs.chooseTarget(title, suggestedName);
        }

        @Override
        public Optional<Path> chooseFile(String title, String pattern) {
            return dialogs.chooseFile(title, pattern);
        }

        @Override
        public Optional<String> askText(String title, String label) {
            return dialogs.askText(title, label);
        }

        @Override
        public Optional<String> choose(String title, String label, List<String> words) {
            return dialogs.choose(title, label, words);
        }

        @Override
        public Optional<Path> chooseFolder(String title) {
            return dialogs.chooseFolder(title);
        }

        @Override
        public void copyToClipboard(String text) {
            dialogs.copyToClipboard(text);
        }

        @Override
        public void quit() {
            stage.close();
        }
    }
}
