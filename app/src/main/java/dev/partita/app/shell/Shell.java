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
    private final CommandPalette palette;
    private final KeySheet keySheet;
    private final Overlay preferences;
    private final ExportSheet export;
    private final Function<PlannedGraph, Node> previewPage;
    private Optional<Workbench> shown = Optional.empty();

    /** The pages are made anew whenever a document opens or closes. */
    public record Pages(
            Supplier<Node> start, Function<PlannedGraph, Node> preview,
            Function<Document, Workbench> workbench, Supplier<Region> preferences) {}

    public Shell(Session session, Actions actions, Pages pages) {
        this.session = session;
        this.startPage = pages.start();
        this.previewPage = pages.preview();
        this.workbench = pages.workbench();
        GraphFiles files = new GraphFiles(session, actions);
        List<Command> commands = new Commands(session, actions, this, files).table();
        export = new ExportSheet(files::save);
        palette = new CommandPalette(commands);
        keySheet = new KeySheet(commands);
        preferences = new Overlay("preferences", Pos.CENTER, pages.preferences().get());
        failureWords.setId("open-failure-words");
        failureBanner = banner();
        TopBar top = new TopBar(commands);
        frame.setTop(new VBox(top, failureBanner));
        frame.setBottom(new StatusBar(session));
        getStyleClass().add("shell");
        getChildren().addAll(frame, palette, keySheet, preferences, export);
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
        palette.open();
    }

    void openKeySheet() {
        keySheet.open();
    }

    void openPreferences() {
        preferences.open();
    }

    void openExport() {
        shown.ifPresent(page -> export.open(page.graph()));
    }

    /** The page of the open document. */
    Optional<Workbench> workbench() {
        return shown;
    }

    /** Called off the JavaFX thread, while the program's graph is still as it was exported. */
    private void preview(Path file, ImportedProgram program) {
        if (program.graph().size() >= LEAST_PREVIEWED) {
            PlannedGraph exported = PlannedGraph.exported(String.valueOf(file.getFileName()), program);
            session.tasks().front(() -> {
                if (shown.isEmpty() && session.openingProperty().get().equals(Optional.of(file))) {
                    frame.setCenter(previewPage.apply(exported));
                }
            });
        }
    }

    private void showPage() {
        shown.ifPresent(Workbench::close);
        shown = session.documentProperty().get().map(workbench);
        frame.setCenter(shown.<Node>map(page -> page).orElseGet(startPage));
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
