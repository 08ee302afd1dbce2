package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.layout.Direction;

/** Where the camera stands when a scene is shown whole, or for the first time, in a view of some size. */
record Opening(double width, double height) {

    static final double MARGIN = 28;
    /** Below this zoom titles cannot be read. */
    static final double READABLE = 0.45;

    /** Zoom of a graph that is smaller than the view. */
    private static final double MOST_FITTING = 1.1;
    /** Zoom at which a long graph is shown first. */
    private static final double FIRST = 0.9;

    boolean isPossible() {
        return width >= 2 && height >= 2;
    }

    Camera whole(Scene shown) {
        return Camera.fitting(shown.bounds(), width, height, MARGIN, MOST_FITTING);
    }

    /** A graph much longer than the view starts readable at its beginning; others show whole. */
    Camera first(Scene shown) {
        Camera whole = whole(shown);
        Rect bounds = shown.bounds();
        boolean topDown = shown.direction() == Direction.TOP_DOWN;
        double across = topDown ? (width - 2 * MARGIN) / bounds.width() : (height - 2 * MARGIN) / bounds.height();
        double scale = Math.min(FIRST, across);
        if (whole.scale() >= READABLE || scale < READABLE) {
            return whole;
        }
        double alongX = bounds.x() - MARGIN / scale;
        double alongY = bounds.y() - MARGIN / scale;
        return topDown
                ? new Camera(bounds.x() + bounds.width() / 2 - width / 2 / scale, alongY, scale)
                : new Camera(alongX, bounds.y() + bounds.height() / 2 - height / 2 / scale, scale);
    }

    /** The least move that shows a rectangle well; the same camera when it shows well already. */
    Camera showing(Rect rect, Camera camera) {
        Rect visible = camera.visible(width, height);
        boolean inside = visible.contains(rect.x(), rect.y()) && visible.contains(rect.right(), rect.bottom());
        if (inside && camera.scale() >= READABLE) {
            return camera;
        }
        double scale = Math.clamp(camera.scale(), 0.8, 1.4);
        return new Camera(rect.x() + rect.width() / 2 - width / 2 / scale, rect.y() + rect.height() / 2 - height / 2 / scale, scale);
    }
}
