package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import java.util.Optional;
import java.util.OptionalInt;

/** What of a scene is under the pointer, in units of the view. */
record Picking(Optional<Scene> scene, Camera camera) {

    /** Height of an open group's title: what is below belongs to what it holds. */
    private static final double HEADER = 30;
    private static final double REACH = 6;
    /** Below this zoom wires lie too near to each other. */
    private static final double LEAST_SCALE = 0.15;

    /** The item that a pointer means: a box, a closed group, or the title of an open one. */
    OptionalInt item(double x, double y) {
        double worldY = camera.toWorldY(y);
        return scene.map(shown -> {
            OptionalInt found = shown.itemAt(camera.toWorldX(x), worldY);
            return found.isPresent() && isOn(shown.items().get(found.getAsInt()), worldY) ? found : OptionalInt.empty();
        }).orElse(OptionalInt.empty());
    }

    private static boolean isOn(Item item, double worldY) {
        return item.kind() != Item.Kind.OPEN || worldY < item.rect().y() + HEADER;
    }

    OptionalInt line(double x, double y) {
        return camera.scale() < LEAST_SCALE ? OptionalInt.empty()
                : scene.map(shown -> shown.lineAt(camera.toWorldX(x), camera.toWorldY(y), REACH / camera.scale())).orElse(OptionalInt.empty());
    }
}
