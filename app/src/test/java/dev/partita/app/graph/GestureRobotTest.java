package dev.partita.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.FxStage;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.layout.Direction;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.theme.Themes;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/**
 * Mouse, wheel and keyboard as a hand uses them, through the window and not into the canvas. The robot of the headless
 * platform gives mouse events no modifiers: clicks, drags and wheel with Shift, Ctrl and Alt are in GraphViewTest.
 */
class GestureRobotTest {

    private final FxRobot robot = new FxRobot();
    private final GraphModel model = SampleModels.transformer(4);
    private GraphViewModel viewModel;
    private GraphView view;
    private Stage stage;

    @BeforeEach
    void showClosedTransformer() {
        FxStage.start();
        FxStage.run(() -> {
            viewModel = new GraphViewModel(TaskRunner.immediate());
            view = new GraphView(viewModel);
            stage = new Stage();
            stage.setScene(new javafx.scene.Scene(view, 900, 640));
            new Themes().install(stage.getScene());
            stage.setX(0);
            stage.setY(0);
            stage.show();
            viewModel.show(new PlannedGraph(model, SampleModels.placements(model)));
            viewModel.collapseAll();
        });
        rest();
        FxStage.run(() -> {
            view.canvas().framing().fit(false);
            view.requestFocus();
        });
        rest();
    }

    @AfterEach
    void close() {
        FxStage.run(() -> {
            robot.release(KeyCode.SHIFT, KeyCode.CONTROL, KeyCode.ALT);
            stage.close();
        });
    }

    /** Longer than what makes two clicks a double click, and until no glide is on its way. */
    private void rest() {
        try {
            Thread.sleep(600);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        FxStage.await("the view is still", view.canvas()::isStill);
    }

    private Scene scene() {
        return viewModel.sceneProperty().get().orElseThrow();
    }

    private Item item(String path) {
        return scene().items().get(scene().itemOfGroup(model.group(path).orElseThrow()).orElseThrow());
    }

    private Camera camera() {
        return view.canvas().cameraProperty().get();
    }

    private Point2D at(String path) {
        Rect rect = item(path).rect();
        return FxStage.call(() -> view.canvas().localToScreen(
                (rect.x() + rect.width() / 2 - camera().x()) * camera().scale(), (rect.y() + 10 - camera().y()) * camera().scale()));
    }

    private Point2D at(double x, double y) {
        return FxStage.call(() -> view.canvas().localToScreen(x, y));
    }

    private void holding(KeyCode key, Runnable gesture) {
        robot.press(key);
        gesture.run();
        robot.release(key);
        rest();
    }

    private void drag(MouseButton button, Point2D from, Point2D to) {
        robot.moveTo(from).press(button).moveTo(from.midpoint(to)).moveTo(to).release(button);
        rest();
    }

    private static void expect(String what, BooleanSupplier condition) {
        FxStage.await(what, condition);
    }

    @Test
    void draggingPansWithEitherButton() {
        Camera before = camera();
        drag(MouseButton.PRIMARY, at(30, 30), at(80, 60));
        assertEquals(before.x() - 50 / before.scale(), camera().x(), 2);
        drag(MouseButton.MIDDLE, at(80, 60), at(30, 30));
        assertEquals(before.x(), camera().x(), 2);
    }

    @Test
    void theWheelPans() {
        Camera before = camera();
        robot.moveTo(at(300, 300)).scroll(2, VerticalDirection.DOWN);
        expect("the wheel moves", () -> camera().y() != before.y());
        assertEquals(before.scale(), camera().scale());
    }

    @Test
    void aClickSelects() {
        robot.clickOn(at("layers.1"));
        rest();
        assertEquals(Set.of("layers.1"), viewModel.selectionProperty().get().groups());
    }

    @Test
    void doubleClicksOpenAGroupAndZoomIntoFreeGround() {
        robot.doubleClickOn(at("layers.1"));
        rest();
        assertEquals(Item.Kind.OPEN, item("layers.1").kind());
        double before = camera().scale();
        robot.doubleClickOn(at(20, 20));
        rest();
        assertTrue(camera().scale() > before);
    }

    @Test
    void theKeyboardAloneReachesOpensTracesAndReturns() {
        robot.type(KeyCode.HOME, KeyCode.DOWN, KeyCode.DOWN);
        rest();
        assertEquals(Set.of("layers.0"), viewModel.selectionProperty().get().groups());
        robot.type(KeyCode.ENTER);
        rest();
        assertEquals(Item.Kind.OPEN, item("layers.0").kind());
        robot.type(KeyCode.HOME, KeyCode.DOWN);
        holding(KeyCode.ALT, () -> robot.type(KeyCode.DOWN));
        assertTrue(viewModel.selectionProperty().get().boxes().size() > 1, "a step downstream is selected");
        robot.type(KeyCode.ESCAPE);
        rest();
        assertTrue(viewModel.selectionProperty().get().isEmpty());
        holding(KeyCode.CONTROL, () -> robot.type(KeyCode.K));
        assertEquals(Direction.LEFT_RIGHT, scene().direction());
    }

    @Test
    void theLegendPicksAndTheMinimapMoves() {
        ToggleButton entry = FxStage.call(() -> (ToggleButton) view.lookup(".graph-legend-entry"));
        robot.clickOn(entry);
        rest();
        assertTrue(!viewModel.found().matchesProperty().get().isEmpty());
        robot.clickOn(entry);
        rest();
        assertTrue(viewModel.found().matchesProperty().get().isEmpty());
        FxStage.run(() -> view.canvas().motion().zoom(4));
        rest();
        Camera before = camera();
        Minimap minimap = FxStage.call(() -> (Minimap) view.lookup(".graph-minimap"));
        Point2D corner = FxStage.call(() -> minimap.localToScreen(minimap.getWidth() / 2, 4));
        robot.clickOn(corner);
        rest();
        assertNotEquals(before.y(), camera().y());
    }

    @Test
    void searchedBoxesShowAloneAndBackspaceReturns() {
        FxStage.run(() -> {
            viewModel.found().search("op:softmax");
            viewModel.showOnlyThese();
        });
        rest();
        assertEquals(4, viewModel.graphProperty().get().orElseThrow().model().boxes().size());
        robot.type(KeyCode.BACK_SPACE);
        rest();
        assertEquals(model, viewModel.graphProperty().get().orElseThrow().model());
        assertEquals(Item.Kind.CLOSED, item("layers.1").kind());
    }

    @Test
    void aNamedViewComesBack() {
        Snapshot kept = FxStage.call(() -> view.snapshot("all closed"));
        robot.doubleClickOn(at("layers.2"));
        FxStage.run(() -> viewModel.colours().overlayProperty().set(OverlayKind.MEMORY));
        rest();
        FxStage.run(() -> view.restore(kept));
        rest();
        assertEquals(Item.Kind.CLOSED, item("layers.2").kind());
        assertEquals(OverlayKind.PARTITION, viewModel.colours().overlayProperty().get());
        assertEquals(kept.camera(), camera());
    }
}
