package dev.partita.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.ChosenFile;
import dev.partita.app.fixture.FxStage;
import dev.partita.app.fixture.WindowFixture;
import dev.partita.app.graph.GraphViewModel;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.Snapshot;
import dev.partita.app.graph.export.GraphExport;
import dev.partita.app.graph.export.Picture;
import dev.partita.app.graph.export.PictureFormat;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.NodeDataJson;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window remembers of a graph, writes about it and reads for it. */
class GraphPaneTest {

    @TempDir
    Path home;

    private WindowFixture window;

    @BeforeEach
    void openResnet() {
        window = WindowFixture.open(home, 1000, 800, ThemeChoice.LIGHT);
        window.openSample("resnet18_w16.pt2");
    }

    @AfterEach
    void close() {
        window.close();
    }

    private GraphPane pane() {
        return (GraphPane) window.find("#graph-pane");
    }

    private GraphViewModel model() {
        return pane().view().model();
    }

    /** Lets a glide from one camera to the next end. */
    private void rest() {
        window.settle();
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private GraphFiles choosing(Path file) {
        return new GraphFiles(window.session(), new ChosenFile(file));
    }

    @Test
    void reloadingKeepsTheView() {
        FxStage.run(() -> {
            model().arrangement().toggle(model().graphProperty().get().orElseThrow().model().group("layer1").orElseThrow());
            model().toggleDirection();
            model().colours().overlayProperty().set(OverlayKind.WEIGHTS);
        });
        rest();
        FxStage.run(pane().view()::zoomOut);
        rest();
        GraphPane before = pane();
        Snapshot kept = FxStage.call(() -> pane().view().snapshot(""));
        window.press("F5");
        FxStage.await("another page shows", () -> pane() != before);
        rest();
        assertEquals(kept, FxStage.call(() -> pane().view().snapshot("")));
    }

    @Test
    void viewsWithNamesAreKeptWithTheFileAndForgottenOnDemand() {
        FxStage.run(() -> {
            pane().askForName(() -> Optional.of("all closed"));
            model().collapseAll();
        });
        rest();
        FxStage.run(pane()::saveSnapshot);
        FxStage.run(model()::expandAll);
        rest();
        window.press("F5");
        rest();
        assertFalse(model().state().expanded().isEmpty());
        SnapshotMenu menu = (SnapshotMenu) window.find("#graph-snapshots");
        FxStage.run(() -> {
            menu.show();
            item(menu.getItems(), "all closed").fire();
            menu.hide();
        });
        rest();
        assertTrue(model().state().expanded().isEmpty());
    }

    private static MenuItem item(List<MenuItem> items, String words) {
        return items.stream().filter(item -> words.equals(item.getText())).findFirst().orElseThrow();
    }

    @Test
    void numbersOfAFileArePaintedAndSavedAgain() throws IOException {
        Path in = home.resolve("errors.json");
        NodeDataJson.write(new NodeData("", "", Map.of("relu", 0.25, "relu_1", 0.5, "elsewhere", 1.0)), in);
        FxStage.run(() -> choosing(in).loadData(model()));
        window.settle();
        assertEquals(OverlayKind.DATA, model().colours().overlayProperty().get());
        assertEquals("errors", model().lookProperty().get().orElseThrow().overlay().title());
        assertTrue(window.document().findings().getLast().title().startsWith("2 of 3 values"));
        Path out = home.resolve("again.json");
        FxStage.run(() -> choosing(out).saveData(model()));
        window.settle();
        assertEquals(0.5, NodeDataJson.read(out, "").value("relu_1").orElseThrow());
    }

    @Test
    void aFileWithoutNumbersIsRefusedInWords() throws IOException {
        Path in = Files.writeString(home.resolve("odd.json"), "{}");
        FxStage.run(() -> choosing(in).loadData(model()));
        window.settle();
        assertTrue(window.document().findings().getLast().title().contains("Cannot read odd.json: it holds no node data"));
        assertEquals(OverlayKind.PARTITION, model().colours().overlayProperty().get());
    }

    @Test
    void aSelectionIsExportedInOtherColours() throws IOException {
        window.select("relu_3");
        rest();
        List<Picture> pictures = new ArrayList<>();
        ExportSheet sheet = FxStage.call(() -> new ExportSheet(pictures::add));
        FxStage.run(() -> {
            new Stage().setScene(new javafx.scene.Scene(sheet));
            sheet.open(pane());
            ((RadioButton) sheet.lookup("#export-selection")).setSelected(true);
            ((RadioButton) sheet.lookup("#export-dark")).setSelected(true);
            ((ButtonBase) sheet.lookup("#export-save")).fire();
        });
        Picture picture = pictures.getFirst();
        assertSame(GraphPalette.DARK, picture.look().palette());
        assertTrue(picture.area().height() < 100, "one box and its surroundings");
        for (PictureFormat format : PictureFormat.values()) {
            Path file = home.resolve("selection." + format.ending());
            GraphExport.write(picture, format, file);
            assertTrue(Files.size(file) > 500, file + " holds nothing");
        }
    }
}
