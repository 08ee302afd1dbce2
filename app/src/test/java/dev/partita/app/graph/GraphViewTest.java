package dev.partita.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.FxStage;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.layout.Direction;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.theme.ThemeChoice;
import dev.partita.app.theme.Themes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each gesture and key on a view of a hand-made transformer, headless. */
class GraphViewTest {

    private final GraphModel model = SampleModels.transformer(4);
    private GraphViewModel viewModel;
    private GraphView view;
    private Stage stage;
    private Themes themes;

    @BeforeEach
    void showTransformer() {
        FxStage.start();
        FxStage.run(() -> {
            themes = new Themes();
            viewModel = new GraphViewModel(TaskRunner.immediate());
            view = new GraphView(viewModel);
            stage = new Stage();
            stage.setScene(new Scene(view, 900, 640));
            themes.choiceProperty().set(ThemeChoice.LIGHT);
            themes.install(stage.getScene());
            stage.show();
            viewModel.show(new PlannedGraph(model, SampleModels.placements(model)));
        });
        settle();
        // The first picture opens as much as fits; tests start from closed groups.
        FxStage.run(viewModel::collapseAll);
        settle();
        FxStage.run(() -> view.canvas().framing().fit(false));
        settle();
    }

    @AfterEach
    void close() {
        FxStage.run(stage::close);
    }

    /** Waits until the glide from one scene or camera to the next is over, however late its steps come. */
    private void settle() {
        FxStage.await("the view is still", view.canvas()::isStill);
    }

    @Test
    void aLayoutThatFailsSaysSoUntilOneSucceeds() {
        FxStage.run(() -> viewModel.arrangement().failed(new IllegalStateException("out of luck")));
        Label failure = (Label) view.lookup(".graph-failure");
        assertTrue(failure.isVisible() && failure.getText().endsWith("out of luck"), failure.getText());

        FxStage.run(viewModel::expandAll);
        settle();
        assertFalse(failure.isVisible(), "the next layout is there");
    }

    private int item(String groupPath) {
        return viewModel.sceneProperty().get().orElseThrow().itemOfGroup(model.group(groupPath).orElseThrow()).orElseThrow();
    }

    private double[] onScreen(int item) {
        Rect rect = viewModel.sceneProperty().get().orElseThrow().items().get(item).rect();
        Camera camera = view.canvas().cameraProperty().get();
        return new double[] {(rect.x() + rect.width() / 2 - camera.x()) * camera.scale(), (rect.y() + 10 - camera.y()) * camera.scale()};
    }

    private record Modifiers(boolean shift, boolean control, boolean alt) {
        static final Modifiers NONE = new Modifiers(false, false, false);
    }

    private void mouse(EventType<MouseEvent> type, double x, double y, int clicks, Modifiers modifiers) {
        FxStage.run(() -> view.canvas().fireEvent(new MouseEvent(type, x, y, x, y, MouseButton.PRIMARY, clicks,
                modifiers.shift, modifiers.control, modifiers.alt, false, true, false, false, true, false, false, null)));
    }

    private void click(double[] at, int clicks, Modifiers modifiers) {
        mouse(MouseEvent.MOUSE_PRESSED, at[0], at[1], clicks, modifiers);
        mouse(MouseEvent.MOUSE_RELEASED, at[0], at[1], clicks, modifiers);
        mouse(MouseEvent.MOUSE_CLICKED, at[0], at[1], clicks, modifiers);
        settle();
    }

    private void drag(double fromX, double fromY, double toX, double toY, Modifiers modifiers) {
        mouse(MouseEvent.MOUSE_PRESSED, fromX, fromY, 1, modifiers);
        mouse(MouseEvent.MOUSE_DRAGGED, (fromX + toX) / 2, (fromY + toY) / 2, 1, modifiers);
        mouse(MouseEvent.MOUSE_DRAGGED, toX, toY, 1, modifiers);
        mouse(MouseEvent.MOUSE_RELEASED, toX, toY, 1, modifiers);
        mouse(MouseEvent.MOUSE_CLICKED, toX, toY, 1, modifiers);
        settle();
    }

    private void key(KeyCode code, Modifiers modifiers) {
        FxStage.run(() -> view.canvas().fireEvent(new KeyEvent(
                KeyEvent.KEY_PRESSED, "", "", code, modifiers.shift, modifiers.control, modifiers.alt, false)));
        settle();
    }

    private void scroll(double deltaY, boolean control) {
        FxStage.run(() -> view.canvas().fireEvent(new ScrollEvent(ScrollEvent.SCROLL, 300, 200, 300, 200, false, control, false,
                false, true, false, 0, deltaY, 0, deltaY, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null)));
        settle();
    }

    @Test
    void theWheelPansAndWithControlZoomsAtThePointer() {
        Camera before = view.canvas().cameraProperty().get();
        scroll(-100, false);
        Camera panned = view.canvas().cameraProperty().get();
        assertEquals(before.scale(), panned.scale());
        assertTrue(panned.y() > before.y());
        scroll(200, true);
        Camera zoomed = view.canvas().cameraProperty().get();
        assertTrue(zoomed.scale() > panned.scale());
        assertEquals(panned.toWorldX(300), zoomed.toWorldX(300), 1e-6);
        assertEquals(panned.toWorldY(200), zoomed.toWorldY(200), 1e-6);
    }

    @Test
    void draggingPansAndSelectsNothing() {
        Camera before = view.canvas().cameraProperty().get();
        drag(450, 300, 500, 340, Modifiers.NONE);
        Camera after = view.canvas().cameraProperty().get();
        assertEquals(before.x() - 50 / before.scale(), after.x(), 1e-6);
        assertTrue(viewModel.selectionProperty().get().isEmpty());
    }

    @Test
    void controlAndDraggingZoomToTheArea() {
        Camera before = view.canvas().cameraProperty().get();
        drag(400, 200, 500, 270, new Modifiers(false, true, false));
        assertTrue(view.canvas().cameraProperty().get().scale() > before.scale());
    }

    @Test
    void aClickSelectsAndShiftAdds() {
        click(onScreen(item("layers.1")), 1, Modifiers.NONE);
        assertEquals(Set.of("layers.1"), viewModel.selectionProperty().get().groups());
        click(onScreen(item("layers.2")), 1, new Modifiers(true, false, false));
        assertEquals(Set.of("layers.1", "layers.2"), viewModel.selectionProperty().get().groups());
        click(onScreen(item("layers.1")), 1, new Modifiers(true, false, false));
        assertEquals(Set.of("layers.2"), viewModel.selectionProperty().get().groups());
    }

    @Test
    void shiftAndDraggingSelectWhatTheAreaMeets() {
        drag(1, 1, 898, 638, new Modifiers(true, false, false));
        assertEquals(6, viewModel.selectionProperty().get().groups().size());
    }

    @Test
    void aDoubleClickOpensAGroupWhichKeepsItsPlace() {
        double[] at = onScreen(item("layers.1"));
        click(at, 2, Modifiers.NONE);
        var scene = viewModel.sceneProperty().get().orElseThrow();
        assertEquals(Item.Kind.OPEN, scene.items().get(item("layers.1")).kind());
        double[] after = onScreen(item("layers.1"));
        assertEquals(at[0], after[0], 1);
        assertEquals(at[1], after[1], 1);
        click(after, 2, Modifiers.NONE);
        assertEquals(Item.Kind.CLOSED, viewModel.sceneProperty().get().orElseThrow().items().get(item("layers.1")).kind());
    }

    @Test
    void withAltADoubleClickOpensAllInside() {
        click(onScreen(item("layers.1")), 2, new Modifiers(false, false, true));
        assertEquals(Item.Kind.OPEN, viewModel.sceneProperty().get().orElseThrow().items().get(item("layers.1.attention")).kind());
    }

    @Test
    void arrowsWalkAlongWiresAndEnterOpens() {
        key(KeyCode.HOME, Modifiers.NONE);
        key(KeyCode.DOWN, Modifiers.NONE);
        assertEquals(Set.of("embeddings"), viewModel.selectionProperty().get().groups());
        key(KeyCode.DOWN, Modifiers.NONE);
        assertEquals(Set.of("layers.0"), viewModel.selectionProperty().get().groups());
        key(KeyCode.UP, Modifiers.NONE);
        key(KeyCode.ENTER, Modifiers.NONE);
        assertTrue(viewModel.state().expanded().contains("embeddings"));
    }

    @Test
    void shiftAndEnterOpenAllEqualGroups() {
        click(onScreen(item("layers.2")), 1, Modifiers.NONE);
        key(KeyCode.ENTER, new Modifiers(true, false, false));
        assertTrue(viewModel.state().expanded().containsAll(Set.of("layers.0", "layers.1", "layers.2", "layers.3")));
    }

    @Test
    void controlAndKTurnTheGraph() {
        key(KeyCode.K, new Modifiers(false, true, false));
        assertEquals(Direction.LEFT_RIGHT, viewModel.sceneProperty().get().orElseThrow().direction());
    }

    @Test
    void spaceShowsEverythingAndShiftBackspaceActualSize() {
        scroll(300, true);
        key(KeyCode.BACK_SPACE, new Modifiers(true, false, false));
        assertEquals(1, view.canvas().cameraProperty().get().scale(), 1e-9);
        key(KeyCode.SPACE, Modifiers.NONE);
        Rect visible = view.canvas().cameraProperty().get().visible(900, 640);
        Rect bounds = viewModel.sceneProperty().get().orElseThrow().bounds();
        assertTrue(visible.contains(bounds.x(), bounds.y()) && visible.contains(bounds.right(), bounds.bottom()));
    }

    @Test
    void goingToANodeOpensItsGroupsAndShowsIt() {
        String softmax = model.boxes().stream().filter(box -> box.facts().op().contains("softmax")).findFirst().orElseThrow().id();
        FxStage.run(() -> view.goTo(softmax));
        settle();
        var scene = viewModel.sceneProperty().get().orElseThrow();
        Item item = scene.items().get(scene.itemOfBox(model.box(softmax).orElseThrow()));
        assertEquals(Item.Kind.BOX, item.kind());
        assertTrue(view.canvas().cameraProperty().get().visible(900, 640).meets(item.rect()));
        assertTrue(view.canvas().getAccessibleText().contains("Torch"));
    }

    @Test
    void hoveringFindsBoxesAndWires() {
        double[] at = onScreen(item("layers.1"));
        mouse(MouseEvent.MOUSE_MOVED, at[0], at[1], 0, Modifiers.NONE);
        assertEquals(item("layers.1"), viewModel.optionsProperty().get().hoveredItem());
        mouse(MouseEvent.MOUSE_EXITED, at[0], at[1], 0, Modifiers.NONE);
        assertEquals(-1, viewModel.optionsProperty().get().hoveredItem());
    }

    @Test
    void searchLetsMatchesStandOutAndEscapeEndsIt() {
        FxStage.run(() -> viewModel.found().search("op:softmax"));
        assertEquals(4, viewModel.found().matchesProperty().get().size());
        FxStage.run(() -> view.nextMatch(true));
        settle();
        assertFalse(viewModel.selectionProperty().get().isEmpty());
        key(KeyCode.ESCAPE, Modifiers.NONE);
        assertTrue(viewModel.found().matchesProperty().get().isEmpty());
        assertTrue(viewModel.selectionProperty().get().isEmpty());
    }

    @Test
    void anotherPartitionRecoloursWithoutMovingAnything() {
        var before = viewModel.sceneProperty().get();
        var overlay = viewModel.lookProperty().get().orElseThrow().overlay();
        FxStage.run(() -> viewModel.show(new PlannedGraph(model, dev.partita.app.graph.model.Placements.none(model))));
        assertEquals(before, viewModel.sceneProperty().get());
        assertNotEquals(overlay, viewModel.lookProperty().get().orElseThrow().overlay());
    }

    @Test
    void selectedWiresComeInTwoHues() {
        int layer = item("layers.1");
        click(onScreen(layer), 1, Modifiers.NONE);
        var marks = viewModel.lookProperty().get().orElseThrow().marks();
        assertEquals(2, marks.inputs().size(), "hidden state and mask");
        assertEquals(1, marks.outputs().size());
        assertEquals(OptionalInt.of(layer), view.canvas().picking().item(onScreen(layer)[0], onScreen(layer)[1]));
    }

    @Test
    void picturesOfTheView() throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            FxStage.run(() -> viewModel.colours().paletteProperty().set(dark ? GraphPalette.DARK : GraphPalette.LIGHT));
            FxStage.run(() -> themes.choiceProperty().set(dark ? ThemeChoice.DARK : ThemeChoice.LIGHT));
            FxStage.run(() -> viewModel.arrangement().toggleAllInside(model.group("layers.1").orElseThrow()));
            settle();
            FxStage.run(() -> view.goTo("softmax_1"));
            settle();
            Path picture = FxStage.picture(stage.getScene(), "graph-view" + (dark ? "-dark" : ""), 1);
            assertTrue(Files.size(picture) > 10_000, picture + " shows nothing");
            FxStage.run(() -> view.canvas().framing().fit(false));
            settle();
            FxStage.picture(stage.getScene(), "graph-view-fit" + (dark ? "-dark" : ""), 1);
        }
    }

    @Test
    void columnsAreAskedForAndTakenBack() {
        double tall = viewModel.sceneProperty().get().orElseThrow().bounds().height();
        FxStage.run(viewModel::toggleColumns);
        settle();
        assertTrue(viewModel.state().columns() > 1);
        assertTrue(viewModel.sceneProperty().get().orElseThrow().bounds().height() < tall);
        FxStage.run(viewModel::toggleColumns);
        settle();
        assertEquals(1, viewModel.state().columns());
        assertEquals(tall, viewModel.sceneProperty().get().orElseThrow().bounds().height());
    }

    @Test
    void theKeyboardAloneWalksAlongWiresAndIsSpokenOf() {
        FxStage.run(() -> view.requestFocus());
        key(KeyCode.HOME, Modifiers.NONE);
        String first = view.canvas().getAccessibleText();
        key(KeyCode.DOWN, Modifiers.NONE);
        String second = view.canvas().getAccessibleText();
        assertNotEquals(first, second);
        assertTrue(view.canvas().isFocused());
        int focus = viewModel.appearance().focus();
        var scene = viewModel.sceneProperty().get().orElseThrow();
        assertTrue(java.util.Arrays.stream(scene.linesOf(focus)).anyMatch(line -> scene.lines().get(line).to() == focus), "a wire led here");
        key(KeyCode.UP, Modifiers.NONE);
        assertEquals(first, view.canvas().getAccessibleText());
    }

    @Test
    void theFocusIsSeenOnTheWholeCanvas() {
        var ring = view.canvas().getChildrenUnmodifiable().getLast();
        FxStage.run(() -> {
            view.requestFocus();
            view.canvas().requestFocusTraversal(TraversalDirection.NEXT);
            stage.getScene().getFocusOwner().requestFocusTraversal(TraversalDirection.PREVIOUS);
        });
        assertTrue(view.canvas().isFocusVisible(), "the keyboard has brought the focus here");
        assertTrue(ring.isVisible());
        FxStage.run(() -> view.canvas().requestFocus());
    }
}
