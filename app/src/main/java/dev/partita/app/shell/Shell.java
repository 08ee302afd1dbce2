package dev.partita.app.shell;

import dev.partita.app.control.DropZone;
import dev.partita.app.control.Overlay;
import dev.partita.app.control.Ui;
import dev.partita.app.graph.AfterPicture;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.session.Document;
import dev.partita.app.session.ProgramChoice;
import dev.partita.app.session.Session;
import dev.partita.importer.ImportedProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The whole window's content: bar above, start page or workbench in the middle, status below, overlays on top. When the window
 * starts with a file, its graph comes first: the rest has its place and is made when that has been seen.
 */
public final class Shell extends StackPane {

    /** System property: operations of the smallest program with a preview. The rehearsal has small ones previewed, too. */
    public static final String LEAST_PREVIEWED_PROPERTY = "partita.preview.least";

    /** Smaller programs are planned before anyone could look at a preview. */
    private static final int LEAST_PREVIEWED = Integer.getInteger(LEAST_PREVIEWED_PROPERTY, 3_000);

    private final Session session;
    private final Supplier<Node> startPage;
    private final Function<Document, Workbench> workbench;
    private final BorderPane frame = new BorderPane();
    private final StackPane top = Ui.styled(new StackPane(), "top-place");
    private final StackPane bottom = Ui.styled(new StackPane(), "bottom-place");
    private final Sheets sheets = new Sheets(this);
    private final Function<String, PreviewPage> previewPage;
    private Optional<PreviewPage> preview = Optional.empty();
    private Optional<Workbench> shown = Optional.empty();
    private Optional<String> expected;
    private Runnable furnish;

    /**
     * The pages are made anew whenever a document opens or closes.
     *
     * @param expected name of a file that is about to be opened; then there is no start page until that has failed
     */
    public record Pages(
            Optional<String> expected, Supplier<Node> start, Function<String, PreviewPage> preview,
            Function<Document, Workbench> workbench, Supplier<Region> preferences) {}

    public Shell(Session session, Actions actions, Pages pages) {
        this.session = session;
        this.expected = pages.expected();
        this.startPage = pages.start();
        this.previewPage = pages.preview();
        this.workbench = pages.workbench();
        frame.setTop(top);
        frame.setBottom(bottom);
        getStyleClass().add("shell");
        getChildren().add(frame);
        furnish = () -> furnish(actions, pages);
        session.documentProperty().subscribe(document -> showPage());
        session.onRead(this::preview);
        session.openingProperty().addListener((value, old, now) -> {
            if (now.isEmpty() && shown.isEmpty()) {
                showPage();
            }
        });
        session.choiceProperty().addListener((value, old, now) -> now.ifPresent(this::askForProgram));
        DropZone.install(this, file -> true, file -> session.open(file.toPath()));
        new AfterPicture(this::showsGraph, this::complete).start();
    }

    private boolean showsGraph() {
        return shown.map(page -> page.graph().view().isPainted()).or(() -> preview.map(PreviewPage::isPainted)).orElse(true);
    }

    /** Makes what stands around the page, unless that has been done. */
    private void complete() {
        Runnable wanted = furnish;
        furnish = () -> {};
        wanted.run();
    }

    private void furnish(Actions actions, Pages pages) {
        GraphFiles files = new GraphFiles(session, actions);
        List<Command> commands = new Commands(session, actions, this, files).table();
        sheets.add(ExportSheet.class, () -> new ExportSheet(files::save))
                .add(CommandPalette.class, () -> new CommandPalette(commands))
                .add(KeySheet.class, () -> new KeySheet(commands))
                .add(ProgramSheet.class, () -> new ProgramSheet(session))
                .add(Overlay.class, () -> new Overlay("preferences", Pos.CENTER, pages.preferences().get()));
        top.getChildren().add(new VBox(new TopBar(commands), new FailureBanner(session)));
        bottom.getChildren().add(new StatusBar(session));
        new KeyBindings(commands).install(this);
    }

    void openPalette() {
        sheets.get(CommandPalette.class).open();
    }

    void openKeySheet() {
        sheets.get(KeySheet.class).open();
    }

    void openPreferences() {
        sheets.get(Overlay.class).open();
    }

    void openExport() {
        shown.ifPresent(page -> sheets.get(ExportSheet.class).open(page.graph()));
    }

    private void askForProgram(ProgramChoice choice) {
        complete();
        sheets.get(ProgramSheet.class).ask(choice);
    }

    /** The page of the open document. */
    Optional<Workbench> workbench() {
        return shown;
    }

    /**
     * Called off the JavaFX thread, while the program's graph is still as it was exported. Returns when that has been seen:
     * laying out and painting a few boxes takes a moment, and lowering would make it a long one on few processors.
     */
    private void preview(Path file, ImportedProgram program) {
        if (program.graph().size() >= LEAST_PREVIEWED) {
            String name = String.valueOf(file.getFileName());
            PlannedGraph exported = PlannedGraph.exported(name, program);
            CountDownLatch seen = new CountDownLatch(1);
            session.tasks().front(() -> {
                if (shown.isEmpty() && session.openingProperty().get().equals(Optional.of(file))) {
                    PreviewPage page = preview.orElseGet(() -> previewPage.apply(name));
                    preview = Optional.of(page);
                    frame.setCenter(page);
                    page.show(name, exported, seen::countDown);
                } else {
                    seen.countDown();
                }
            });
            await(seen);
        }
    }

    private static void await(CountDownLatch seen) {
        try {
            seen.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    private void showPage() {
        shown.ifPresent(Workbench::close);
        preview.ifPresent(PreviewPage::close);
        shown = session.documentProperty().get().map(workbench);
        preview = expected.map(previewPage);
        expected = Optional.empty();
        if (shown.isEmpty() && preview.isEmpty()) {
            complete();
        }
        frame.setCenter(shown.<Node>map(page -> page).or(() -> preview).orElseGet(startPage));
    }
}
