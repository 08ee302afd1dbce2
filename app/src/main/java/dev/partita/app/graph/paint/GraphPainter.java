package dev.partita.app.graph.paint;

import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;

/** Paints what a camera sees of a scene: open groups, then wires, then boxes, then what the user points at. */
public final class GraphPainter {

    private final Brush brush;

    public GraphPainter(Surface surface, Scene scene, Camera camera, Look look, Detail detail) {
        brush = new Brush(surface, scene, camera, look, detail);
    }

    /** Paints the part of the scene that shows on a surface of this size; the background is not painted. */
    public void paint(double width, double height) {
        Scene scene = brush.scene();
        Rect visible = brush.camera().visible(width, height).grown(40);
        int[] items = scene.itemsIn(visible);
        GroupPainter groups = new GroupPainter(brush);
        BoxPainter boxes = new BoxPainter(brush);
        for (int item : items) {
            if (scene.items().get(item).kind() == Item.Kind.OPEN) {
                groups.open(item);
            }
        }
        new WirePainter(brush.surface(), scene, brush.camera(), brush.look(), brush.detail()).paint(visible);
        for (int item : items) {
            switch (scene.items().get(item).kind()) {
                case BOX -> boxes.paint(item);
                case CLOSED -> groups.closed(item);
                case OPEN -> groups.header(item);
            }
        }
    }
}
