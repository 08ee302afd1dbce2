package dev.partita.app.graph;

import dev.partita.app.graph.scene.Scene;
import java.util.Optional;

/** Opens and closes groups and remembers which one, so that it can stay under the pointer when the new scene arrives. */
final class GroupToggles {

    /** What opens along with a group. */
    enum Extent { ONE, INSIDE, KIN }

    private final GraphViewModel model;
    private Optional<SceneMorph.Anchor> anchor = Optional.empty();

    GroupToggles(GraphViewModel model) {
        this.model = model;
    }

    void toggle(int item, Extent extent) {
        Optional<Scene> scene = model.sceneProperty().get();
        if (scene.isEmpty() || !scene.get().items().get(item).isGroup()) {
            return;
        }
        int group = scene.get().items().get(item).index();
        anchor = Optional.of(new SceneMorph.Anchor(group));
        switch (extent) {
            case ONE -> model.arrangement().toggle(group);
            case INSIDE -> model.arrangement().toggleAllInside(group);
            case KIN -> model.arrangement().toggleKin(group);
        }
    }

    /** The group of the last toggle, once. */
    Optional<SceneMorph.Anchor> takeAnchor() {
        Optional<SceneMorph.Anchor> taken = anchor;
        anchor = Optional.empty();
        return taken;
    }
}
