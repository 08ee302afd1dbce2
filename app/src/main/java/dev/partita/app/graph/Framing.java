package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Scene;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.layout.Region;

/** Moves the camera so that something of the scene shows well: everything, an area, an item, or a good beginning. */
final class Framing {

    private final Region view;
    private final CameraMotion motion;
    private final Supplier<Optional<Scene>> scene;
    private boolean fitWhenSized;
    private boolean openWhenSized;
    private Rect legend = new Rect(0, 0, 0, 0);
    private Rect minimap = new Rect(0, 0, 0, 0);

    Framing(Region view, CameraMotion motion, Supplier<Optional<Scene>> scene) {
        this.view = view;
        this.motion = motion;
        this.scene = scene;
    }

    /** Shows everything. */
    void fit(boolean gliding) {
        fitWhenSized = !opening().isPossible();
        if (!fitWhenSized) {
            scene.get().ifPresent(shown -> motion.goTo(opening().whole(shown), gliding));
        }
    }

    void fitTo(Rect world) {
        motion.goTo(Camera.fitting(world, view.getWidth(), view.getHeight(), Opening.MARGIN * 2, 1.4), true);
    }

    /** Looks at a scene for the first time, once the view and what lies over it have their sizes. */
    void open() {
        openWhenSized = true;
        view.requestLayout();
    }

    /** Moves the camera as little as needed to see an item well. */
    void bringIntoView(int item) {
        scene.get().ifPresent(shown -> {
            Camera target = opening().showing(shown.items().get(item).rect(), motion.camera());
            if (!target.equals(motion.camera())) {
                motion.goTo(target, true);
            }
        });
    }

    /** Says what lies over the lower corners, to be kept clear when a scene is shown whole. */
    void keepClear(Rect lowerLeft, Rect lowerRight) {
        legend = lowerLeft;
        minimap = lowerRight;
    }

    /** Does what had to wait for sizes; to be called when the view is laid out. */
    void sized() {
        if (openWhenSized && opening().isPossible()) {
            openWhenSized = false;
            scene.get().ifPresent(shown -> motion.goTo(opening().first(shown), false));
        }
        if (fitWhenSized) {
            fit(false);
        }
    }

    boolean isWaiting() {
        return openWhenSized || fitWhenSized;
    }

    private Opening opening() {
        return new Opening(view.getWidth(), view.getHeight(), legend, minimap);
    }
}
