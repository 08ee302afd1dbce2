package dev.partita.app.shell;

import dev.partita.app.control.DropZone;
import dev.partita.app.control.Overlay;
import dev.partita.app.control.Ui;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.session.Document;
import dev.partita.app.session.OpenFailure;
import dev.partita.app.session.Session;
import dev.partita.app.text.Texts;
import dev.partita.importer.ImportedProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The whole window's content: bar above, start page or workbench in the middle, status below, overlays on top. */
public final class Shell extends StackPane {

    /** Smaller programs are planned before anyone could look at a preview. */
    private static final int LEAST_PREVIEWED = 3_000;

    private final Session session;
    private final Supplier<Node> startPage;
    private final Function<Document, Workbench> workbench;
    private final BorderPane frame = new BorderPane();
    private final Label failureWords = Ui.paragraph("", "banner-words");
    private final HBox failureBanner;
    private final Sheets sheets = new Sheets(this);
    private final Function<String, PreviewPage> previewPage;
    private Optional<PreviewPage> preview = Optional.empty();
    private Optional<Workbench> shown = Optional.empty();
    private Optional<String> expected;

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
        GraphFiles files = new GraphFiles(session, actions);
        List<Command> commands = new Commands(session, actions, this, files).table();
        sheets.add(ExportSheet.class, () -> new ExportSheet(files::save))
                .add(CommandPalette.class, () -> new CommandPalette(commands))
                .add(KeySheet.class, () -> new KeySheet(commands))
                .add(Overlay.class, () -> new Overlay("preferences", Pos.CENTER, pages.preferences().get()));
        failureWords.setId("open-failure-words");
        failureBanner = banner();
        TopBar top = new TopBar(commands);
        frame.setTop(new VBox(top, failureBanner));
        frame.setBottom(new StatusBar(session));
        getStyleClass().add("shell");
        getChildren().add(frame);
        new KeyBindings(commands).install(this);
        session.documentProperty().subscribe(document -> showPage());
        session.failureProperty().subscribe(problem -> showFailure());
        session.onRead(this::preview);
        session.openingProperty().addListener((value, old, now) -> {
            if (now.isEmpty() && shown.isEmpty()) {
                showPage();
            }
        });
        DropZone.install(this, file -> true, file -> session.open(file.toPath()));
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

    /** The page of the open document. */
    Optional<Workbench> workbench() {
        return shown;
    }

    /** Called off the JavaFX thread, while the program's graph is still as it was exported. */
    private void preview(Path file, ImportedProgram program) {
        if (program.graph().size() >= LEAST_PREVIEWED) {
            String name = String.valueOf(file.getFileName());
            PlannedGraph exported = PlannedGraph.exported(name, program);
            session.tasks().front(() -> {
                if (shown.isEmpty() && session.openingProperty().get().equals(Optional.of(file))) {
                    PreviewPage page = preview.orElseGet(() -> previewPage.apply(name));
                    frame.setCenter(page);
                    page.show(exported);
                }
            });
        }
    }

    private void showPage() {
        shown.ifPresent(Workbench::close);
        shown = session.documentProperty().get().map(workbench);
        preview = expected.map(previewPage);
        expected = Optional.empty();
        frame.setCenter(shown.<Node>map(page -> page).or(() -> preview).orElseGet(startPage));
    }

    private HBox banner() {
        HBox banner = Ui.row(10,
                Ui.icon("mdi2a-alert-circle-outline", "error"),
                Ui.grow(failureWords),
                Ui.iconButton("mdi2c-close", Texts.of("banner.close"), session::dismissFailure));
        banner.setId("open-failure");
        banner.setAlignment(Pos.CENTER_LEFT);
        failureWords.setMaxWidth(Double.MAX_VALUE);
        return Ui.styled(banner, "banner", "banner-error");
    }

    private void showFailure() {
        Optional<OpenFailure> failure = session.failureProperty().get();
        Ui.setShown(failureBanner, failure.isPresent());
        failure.ifPresent(problem ->
                failureWords.setText(Texts.of("open.failed", problem.file().getFileName(), problem.words())));
    }
}
