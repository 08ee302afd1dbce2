package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.scene.Scene;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** Where a view's camera stands and how it gets elsewhere: at once, step by step with a gesture, or gliding for a moment. */
final class CameraMotion {

    private final Region view;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<Camera> camera = new ReadOnlyObjectWrapper<>(new Camera(0, 0, 1));
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            step(System.nanoTime());
        }
    };
    /** Runs from a step of zooming until the picture is painted sharply, unless another step follows. */
    private final PauseTransition zooming = new PauseTransition(Duration.millis(120));
    private Optional<Glide> glide = Optional.empty();
    /** When the glide is that shows. */
    private long moment;

    /** Calls {@code changed} whenever the view shows something else. */
    CameraMotion(Region view, Runnable changed) {
        this.view = view;
        this.changed = changed;
        camera.addListener((value, old, now) -> changed.run());
        zooming.setOnFinished(event -> changed.run());
    }

    ReadOnlyObjectProperty<Camera> cameraProperty() {
        return camera.getReadOnlyProperty();
    }

    Camera camera() {
        return camera.get();
    }

    void zoom(double factor) {
        zoomAt(factor, view.getWidth() / 2, view.getHeight() / 2);
    }

    void zoomAt(double factor, double x, double y) {
        stopGlide();
        zooming.playFromStart();
        camera.set(camera.get().zoomed(factor, x, y));
    }

    /** Ends a zoom: what shows is painted sharply. */
    void settle() {
        zooming.stop();
        changed.run();
    }

    void pan(double dx, double dy) {
        stopGlide();
        camera.set(camera.get().panned(dx, dy));
    }

    void centre(double worldX, double worldY) {
        stopGlide();
        Camera at = camera.get();
        camera.set(new Camera(worldX - view.getWidth() / 2 / at.scale(), worldY - view.getHeight() / 2 / at.scale(), at.scale()));
    }

    void goTo(Camera target, boolean gliding) {
        stopGlide();
        if (gliding) {
            start(Glide.of(camera.get(), target));
        } else {
            camera.set(target);
        }
    }

    void start(Glide started) {
        glide = Optional.of(started);
        moment = started.startNanos();
        timer.start();
        changed.run();
    }

    private void stopGlide() {
        glide = Optional.empty();
        timer.stop();
    }

    /** Shows the glide as it is at a moment; its last one is the target itself. */
    void step(long nanos) {
        moment = nanos;
        glide.ifPresent(moving -> {
            camera.set(moving.camera(nanos));
            if (moving.isOver(nanos)) {
                stopGlide();
            }
            changed.run();
        });
    }

    /** The arrangement on the way to another, while it changes. */
    Optional<Scene> between() {
        return glide.flatMap(moving -> moving.scene(moment));
    }

    boolean isGliding() {
        return glide.isPresent();
    }

    /** True while each picture is one of many. */
    boolean isMoving() {
        return isGliding() || zooming.getStatus() == Animation.Status.RUNNING;
    }
}
