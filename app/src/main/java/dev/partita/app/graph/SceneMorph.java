package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The way from one scene to another of the same graph: items move and grow, new ones come out of their group. */
final class SceneMorph {

    /** Something that should keep its place on the screen while the scene changes: a group by its number. */
    record Anchor(int group) {

        /** The camera that shows the group's top centre where it was. */
        Camera camera(Scene before, Scene after, Camera camera) {
            OptionalInt old = before.itemOfGroup(group);
            OptionalInt now = after.itemOfGroup(group);
            if (old.isEmpty() || now.isEmpty()) {
                return camera;
            }
            Rect from = before.items().get(old.getAsInt()).rect();
            Rect to = after.items().get(now.getAsInt()).rect();
            return new Camera(camera.x() + to.x() + to.width() / 2 - from.x() - from.width() / 2,
                    camera.y() + to.y() - from.y(), camera.scale());
        }
    }

    private final Scene after;
    private final List<Rect> starts;

    SceneMorph(Scene before, Scene after) {
        this.after = after;
        Map<Long, Rect> old = new HashMap<>();
        for (Item item : before.items()) {
            old.put(key(item), item.rect());
        }
        starts = new ArrayList<>();
        for (Item item : after.items()) {
            Rect start = old.get(key(item));
            if (start == null && item.parent() >= 0) {
                Rect around = starts.get(item.parent());
                start = new Rect(around.x() + around.width() / 2, around.y() + around.height() / 2, 1, 1);
            }
            starts.add(start == null ? item.rect() : start);
        }
    }

    private static long key(Item item) {
        return (long) item.index() << 1 | (item.isGroup() ? 1 : 0);
    }

    /** The picture at a share of the way; the scene itself at its end. */
    Scene at(double share) {
        if (share >= 1) {
            return after;
        }
        double eased = 1 - Math.pow(1 - Math.max(0, share), 3);
        List<Item> items = new ArrayList<>(starts.size());
        for (int i = 0; i < starts.size(); i++) {
            Item item = after.items().get(i);
            items.add(new Item(item.kind(), item.index(), between(starts.get(i), item.rect(), eased), item.parent(), item.depth()));
        }
        return after.rearranged(items);
    }

    private static Rect between(Rect a, Rect b, double share) {
        return new Rect(a.x() + (b.x() - a.x()) * share, a.y() + (b.y() - a.y()) * share,
                a.width() + (b.width() - a.width()) * share, a.height() + (b.height() - a.height()) * share);
    }
}
