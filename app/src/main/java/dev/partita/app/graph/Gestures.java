package dev.partita.app.graph;

import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/**
 * The mouse on the canvas, as in Netron and Model Explorer: the wheel pans, Ctrl+wheel and pinching zoom at the pointer,
 * dragging pans, Ctrl+drag zooms to an area, a click selects, Shift adds, Shift+drag selects an area, a double click
 * opens and closes a group, with Alt all inside it, on free ground it zooms in.
 */
final class Gestures {

    private static final double CLICK_SLACK = 4;
    private static final double WHEEL_STEP = 1.0015;

    private enum Drag { NONE, PAN, ZOOM_AREA, SELECT_AREA }

    private final GraphCanvas canvas;
    private final GraphViewModel model;
    private final GroupToggles toggles;
    private boolean wheelZooms;
    private Drag drag = Drag.NONE;
    private double pressX;
    private double pressY;
    private double lastX;
    private double lastY;

    Gestures(GraphCanvas canvas, GraphViewModel model, GroupToggles toggles) {
        this.canvas = canvas;
        this.model = model;
        this.toggles = toggles;
    }

    void install() {
        canvas.setOnScroll(this::scroll);
        canvas.setOnZoom(this::pinch);
        canvas.setOnMousePressed(this::press);
        canvas.setOnMouseDragged(this::drag);
        canvas.setOnMouseReleased(this::release);
        canvas.setOnMouseClicked(this::click);
    }

    /** Exchanges what the wheel does with and without Ctrl. */
    void toggleWheel() {
        wheelZooms = !wheelZooms;
    }

    private void scroll(ScrollEvent event) {
        if (event.isShortcutDown() != wheelZooms) {
            canvas.motion().zoomAt(Math.pow(WHEEL_STEP, event.getDeltaY()), event.getX(), event.getY());
        } else if (event.isShiftDown() && event.getDeltaX() == 0) {
            canvas.motion().pan(event.getDeltaY(), 0);
        } else {
            canvas.motion().pan(event.getDeltaX(), event.getDeltaY());
        }
        event.consume();
    }

    private void pinch(ZoomEvent event) {
        canvas.motion().zoomAt(event.getZoomFactor(), event.getX(), event.getY());
        event.consume();
    }

    private void press(MouseEvent event) {
        canvas.requestFocus();
        pressX = event.getX();
        pressY = event.getY();
        lastX = pressX;
        lastY = pressY;
        drag = Drag.NONE;
        event.consume();
    }

    private void drag(MouseEvent event) {
        boolean moved = Math.hypot(event.getX() - pressX, event.getY() - pressY) > CLICK_SLACK;
        if (drag == Drag.NONE && moved) {
            drag = event.getButton() == MouseButton.MIDDLE ? Drag.PAN
                    : event.isShortcutDown() ? Drag.ZOOM_AREA
                    : event.isShiftDown() ? Drag.SELECT_AREA : Drag.PAN;
            canvas.setCursor(drag == Drag.PAN ? Cursor.CLOSED_HAND : Cursor.CROSSHAIR);
        }
        switch (drag) {
            case PAN -> canvas.motion().pan(event.getX() - lastX, event.getY() - lastY);
            case ZOOM_AREA, SELECT_AREA -> canvas.band(Optional.of(area(event)));
            case NONE -> {
                // Still a click.
            }
        }
        if (drag != Drag.NONE) {
            lastX = event.getX();
            lastY = event.getY();
        }
        event.consume();
    }

    private Rect area(MouseEvent event) {
        return new Rect(Math.min(pressX, event.getX()), Math.min(pressY, event.getY()),
                Math.abs(event.getX() - pressX), Math.abs(event.getY() - pressY));
    }

    private void release(MouseEvent event) {
        Rect band = area(event);
        var camera = canvas.cameraProperty().get();
        Rect world = new Rect(camera.toWorldX(band.x()), camera.toWorldY(band.y()),
                band.width() / camera.scale(), band.height() / camera.scale());
        if (drag == Drag.ZOOM_AREA) {
            canvas.framing().fitTo(world);
        } else if (drag == Drag.SELECT_AREA) {
            canvas.scene().ifPresent(scene -> model.selectionProperty().set(model.selectionProperty().get().and(inside(scene, world))));
        }
        canvas.band(Optional.empty());
        canvas.setCursor(Cursor.DEFAULT);
        event.consume();
    }

    private Selection inside(Scene scene, Rect world) {
        Selection found = new Selection(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (int item : scene.itemsIn(world)) {
            Item at = scene.items().get(item);
            if (at.kind() != Item.Kind.OPEN && at.rect().meets(world)) {
                found = found.and(model.appearance().selectionOf(item));
            }
        }
        return found;
    }

    private void click(MouseEvent event) {
        boolean dragged = drag != Drag.NONE;
        drag = Drag.NONE;
        if (dragged || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        OptionalInt item = canvas.picking().item(event.getX(), event.getY());
        if (event.getClickCount() == 2) {
            doubleClick(event, item);
        } else if (event.getClickCount() == 1) {
            Selection clicked = item.isPresent() ? model.appearance().selectionOf(item.getAsInt()) : Selection.NONE;
            Selection before = model.selectionProperty().get();
            model.appearance().focus(item.orElse(-1));
            model.selectionProperty().set(event.isShiftDown() ? before.toggled(clicked) : clicked);
        }
        event.consume();
    }

    void selectAt(double x, double y) {
        canvas.picking().item(x, y).ifPresent(item -> {
            Selection pointed = model.appearance().selectionOf(item);
            Selection before = model.selectionProperty().get();
            if (!before.boxes().containsAll(pointed.boxes()) || !before.groups().containsAll(pointed.groups())) {
                model.appearance().focus(item);
                model.selectionProperty().set(pointed);
            }
        });
    }

    private void doubleClick(MouseEvent event, OptionalInt item) {
        boolean group = item.isPresent() && canvas.scene().map(scene -> scene.items().get(item.getAsInt()).isGroup()).orElse(false);
        if (group) {
            toggles.toggle(item.getAsInt(), event.isAltDown() ? GroupToggles.Extent.INSIDE : GroupToggles.Extent.ONE);
        } else if (item.isPresent()) {
            canvas.framing().bringIntoView(item.getAsInt());
        } else {
            canvas.motion().zoomAt(1.6, event.getX(), event.getY());
        }
    }
}
