package dev.partita.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.PartitaApplication;
import dev.partita.app.Ports;
import dev.partita.app.fixture.FxStage;
import dev.partita.app.graph.AfterPicture;
import dev.partita.app.graph.GraphView;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.session.Preferences;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window that starts with a file. */
class FirstPictureTest {

    private static final Path MODELS = Path.of("..", "compiler-core", "src", "test", "resources", "models");

    @TempDir
    Path home;

    private Optional<PartitaApplication.Window> window = Optional.empty();
    private Optional<GraphView> preview = Optional.empty();

    @BeforeEach
    void start() {
        FxStage.start();
    }

    @AfterEach
    void close() {
        FxStage.run(() -> window.ifPresent(open -> {
            open.session().close();
            open.stage().close();
        }));
    }

    private void begin(Path file) {
        window = Optional.of(FxStage.call(() -> {
            Stage stage = new Stage();
            PartitaApplication.Window made = PartitaApplication.window(
                    Preferences.load(home.resolve("preferences.json")), stage, Ports.real(), Optional.of(file.toString()));
            stage.setWidth(900);
            stage.setHeight(700);
            assertTrue(stage.getScene().lookup(".top-bar") == null && stage.getScene().lookup(".status-bar") == null, "nothing but its place");
            preview = Optional.of((GraphView) stage.getScene().lookup("#preview").lookup(".graph-view"));
            made.session().open(file);
            stage.show();
            return made;
        }));
    }

    private Optional<Node> find(String selector) {
        return Optional.ofNullable(window.orElseThrow().stage().getScene().lookup(selector));
    }

    @Test
    void theGraphIsFollowedByMenusAndToolWindows() {
        begin(MODELS.resolve("mlp_tiny.pt2"));
        FxStage.await("the graph is painted", () -> find(".graph-view").filter(view -> ((GraphView) view).isPainted()).isPresent());
        FxStage.await("all else is there", () -> find(".top-bar").isPresent() && find(".status-bar").isPresent()
                && find("#tab-node").isPresent() && find("#outline-tree").isPresent() && find("#graph-search").isPresent());
    }

    /** The theme may change, by hand or with the desktop, while a large program is being planned. */
    @Test
    void thePreviewFollowsTheThemeUntilItIsClosed() {
        SimpleBooleanProperty dark = new SimpleBooleanProperty(false);
        PreviewPage page = FxStage.call(() -> new PreviewPage("model.pt2", TaskRunner.forWindow(), dark));
        GraphView shown = (GraphView) page.lookup(".graph-view");
        assertEquals(GraphPalette.LIGHT, FxStage.call(() -> palette(shown)));
        FxStage.run(() -> dark.set(true));
        assertEquals(GraphPalette.DARK, FxStage.call(() -> palette(shown)));
        FxStage.run(page::close);
        FxStage.run(() -> dark.set(false));
        assertEquals(GraphPalette.DARK, FxStage.call(() -> palette(shown)), "it has let go");
    }

    private static GraphPalette palette(GraphView view) {
        return view.model().colours().paletteProperty().get();
    }

    @Test
    void thePageOfAnExpectedFileIsClosedWhenItIsReplaced() {
        begin(home.resolve("no_such_model.pt2"));
        FxStage.await("the reason shows", () -> find("#open-failure").filter(Node::isVisible).isPresent());
        GraphPalette before = FxStage.call(() -> palette(preview.orElseThrow()));
        FxStage.run(() -> window.orElseThrow().themes().choiceProperty()
                .set(before == GraphPalette.DARK ? ThemeChoice.LIGHT : ThemeChoice.DARK));
        assertEquals(before, FxStage.call(() -> palette(preview.orElseThrow())));
    }

    @Test
    void aFileThatCannotBeReadLeavesTheStartPageWithMenusAndAReason() {
        begin(home.resolve("no_such_model.pt2"));
        FxStage.await("the reason shows", () -> find("#open-failure").filter(Node::isVisible).isPresent());
        assertTrue(find(".top-bar").isPresent() && find(".start-page").isPresent());
    }

    @Test
    void whatCanWaitIsDoneOnceAndAFrameAfterThePicture() {
        AtomicInteger frames = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        FxStage.run(() -> new AfterPicture(() -> frames.incrementAndGet() >= 3, done::incrementAndGet).start());
        FxStage.await("it is done", () -> done.get() > 0);
        assertEquals(4, frames.get(), "painted in the third frame, seen by the fourth");
        assertEquals(1, done.get());
    }

    @Test
    void withoutAPictureItIsDoneAfterAWhile() {
        AtomicInteger done = new AtomicInteger();
        long start = System.nanoTime();
        FxStage.run(() -> new AfterPicture(() -> false, done::incrementAndGet).start());
        FxStage.await("it is done", () -> done.get() == 1);
        assertTrue(System.nanoTime() - start > 1_500_000_000L, "too soon");
    }
}
