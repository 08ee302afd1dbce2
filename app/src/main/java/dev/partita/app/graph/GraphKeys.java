package dev.partita.app.graph;

import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.layout.Direction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * The keyboard on the canvas. Arrows walk: along the wires to what an item feeds and from where it is fed, across to its
 * neighbours. Enter opens or closes a group, with Shift all like it, with Alt all inside it. Alt with an arrow selects what
 * lies up or down the graph: one step, with Ctrl to the segment's edge, with Shift all the way.
 */
final class GraphKeys {

    private static final double ZOOM_STEP = 1.25;
    private static final double PAN_STEP = 60;

    private final GraphCanvas canvas;
    private final GraphViewModel model;
    private final GroupToggles toggles;
    private final Gestures gestures;

    GraphKeys(GraphCanvas canvas, GraphViewModel model, GroupToggles toggles, Gestures gestures) {
        this.canvas = canvas;
        this.model = model;
        this.toggles = toggles;
        this.gestures = gestures;
    }

    void install() {
        canvas.setOnKeyPressed(event -> {
            if (handled(event)) {
                event.consume();
            }
        });
    }

    private boolean handled(KeyEvent event) {
        if (event.isAltDown() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
            model.trace(event.getCode() == KeyCode.DOWN, event.isShiftDown() ? Trace.Reach.ALL
                    : event.isShortcutDown() ? Trace.Reach.SEGMENT : Trace.Reach.ONE_STEP);
            return true;
        }
        return event.isShortcutDown() ? withShortcut(event) : event.isShiftDown() ? withShift(event) : plain(event);
    }

    private boolean withShortcut(KeyEvent event) {
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> canvas.motion().zoom(ZOOM_STEP);
            case MINUS, SUBTRACT -> canvas.motion().zoom(1 / ZOOM_STEP);
            case DIGIT0, NUMPAD0 -> actualSize();
            case K -> model.toggleDirection();
            case M -> gestures.toggleWheel();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean withShift(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> canvas.motion().zoom(ZOOM_STEP);
            case DOWN -> canvas.motion().zoom(1 / ZOOM_STEP);
            case BACK_SPACE -> actualSize();
            case ENTER -> toggle(GroupToggles.Extent.KIN);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent event) {
        switch (event.getCode()) {
            case SPACE -> canvas.framing().fit(true);
            case ENTER -> toggle(event.isAltDown() ? GroupToggles.Extent.INSIDE : GroupToggles.Extent.ONE);
            case ESCAPE -> {
                model.selectionProperty().set(Selection.NONE);
                model.appearance().focus(-1);
                model.found().search("");
            }
            case BACK_SPACE -> model.showWhole();
            case UP -> walk(0, -1);
            case DOWN -> walk(0, 1);
            case LEFT -> walk(-1, 0);
            case RIGHT -> walk(1, 0);
            case PAGE_UP -> canvas.motion().pan(0, canvas.getHeight() - PAN_STEP);
            case PAGE_DOWN -> canvas.motion().pan(0, PAN_STEP - canvas.getHeight());
            case HOME -> end(true);
            case END -> end(false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void actualSize() {
        canvas.motion().zoom(1 / canvas.cameraProperty().get().scale());
    }

    private void toggle(GroupToggles.Extent extent) {
        if (model.appearance().focus() >= 0) {
            toggles.toggle(model.appearance().focus(), extent);
        }
    }

    private void walk(int dx, int dy) {
        Optional<Scene> scene = canvas.scene();
        if (scene.isEmpty() || scene.get().items().isEmpty()) {
            return;
        }
        if (model.appearance().focus() < 0) {
            end(true);
            return;
        }
        boolean along = (scene.get().direction() == Direction.TOP_DOWN) == (dx == 0);
        OptionalInt next = along
                ? alongWires(scene.get(), model.appearance().focus(), dx + dy > 0)
                : acrossLayer(scene.get(), model.appearance().focus(), dx + dy > 0);
        next.ifPresent(this::goTo);
    }

    private void end(boolean first) {
        canvas.scene().ifPresent(scene -> {
            for (int i = 0; i < scene.items().size(); i++) {
                int item = first ? i : scene.items().size() - 1 - i;
                if (scene.items().get(item).kind() != Item.Kind.OPEN) {
                    goTo(item);
                    return;
                }
            }
        });
    }

    private void goTo(int item) {
        model.appearance().focus(item);
        model.selectionProperty().set(model.appearance().selectionOf(item));
        canvas.framing().bringIntoView(item);
    }

    /** The item to or from which the largest value flows; of equal ones the nearest. */
    private static OptionalInt alongWires(Scene scene, int item, boolean downstream) {
        return Arrays.stream(scene.linesOf(item))
                .filter(line -> item == (downstream ? scene.lines().get(line).from() : scene.lines().get(line).to()))
                .boxed()
                .max(Comparator.comparingLong((Integer line) -> scene.lines().get(line).wire().payload().bytes())
                        .thenComparing(Comparator.comparingDouble((Integer line) -> sidestep(scene, line)).reversed()))
                .map(line -> downstream ? scene.lines().get(line).to() : scene.lines().get(line).from())
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** How far a line leads across the direction of the drawing. */
    private static double sidestep(Scene scene, int line) {
        Rect from = scene.items().get(scene.lines().get(line).from()).rect();
        Rect to = scene.items().get(scene.lines().get(line).to()).rect();
        return scene.direction() == Direction.TOP_DOWN
                ? Math.abs(from.x() + from.width() / 2 - to.x() - to.width() / 2)
                : Math.abs(from.y() + from.height() / 2 - to.y() - to.height() / 2);
    }

    /** The next item on the same level of the drawing. */
    private static OptionalInt acrossLayer(Scene scene, int item, boolean forward) {
        boolean topDown = scene.direction() == Direction.TOP_DOWN;
        Rect at = scene.items().get(item).rect();
        int nearest = -1;
        double least = Double.MAX_VALUE;
        for (int other = 0; other < scene.items().size(); other++) {
            Rect rect = scene.items().get(other).rect();
            boolean level = topDown
                    ? rect.y() < at.bottom() && at.y() < rect.bottom() : rect.x() < at.right() && at.x() < rect.right();
            double ahead = topDown ? rect.x() - at.x() : rect.y() - at.y();
            double distance = forward ? ahead : -ahead;
            if (other != item && level && scene.items().get(other).kind() != Item.Kind.OPEN && distance > 0 && distance < least) {
                least = distance;
                nearest = other;
            }
        }
        return nearest < 0 ? OptionalInt.empty() : OptionalInt.of(nearest);
    }
}
