package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.layout.Direction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the camera stands when a scene is shown whole, or for the first time, in a view of some size. Boxes keep clear of
 * what lies over the view, if they can: the graph stands beside it or above it when there is room nowhere else.
 *
 * @param legend what the colours mean, in the view's lower left corner; empty while it is hidden
 * @param minimap the lower right corner, where the minimap lies unless everything shows
 */
record Opening(double width, double height, Rect legend, Rect minimap) {

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
        return clear(shown, List.of(legend), area -> whole(shown, area));
    }

    /** A graph much longer than the view starts readable at its beginning; others show whole. */
    Camera first(Scene shown) {
        Camera whole = whole(shown);
        boolean readable = whole.scale() >= READABLE || firstScale(shown, new Rect(0, 0, width, height)) < READABLE;
        return readable ? whole : clear(shown, List.of(legend, minimap), area -> first(shown, area));
    }

    /** Of the areas in which nothing lies over a box, the one that shows boxes largest; the whole view when there is none. */
    private Camera clear(Scene shown, List<Rect> taken, Function<Rect, Camera> standing) {
        Camera all = standing.apply(new Rect(0, 0, width, height));
        if (isClear(shown, all, taken)) {
            return all;
        }
        return Stream.of(
                        new Rect(legend.right(), 0, width - legend.right(), height),
                        new Rect(legend.right(), 0, minimap.x() - legend.right(), height),
                        new Rect(0, 0, width, Math.min(legend.y(), minimap.y())))
                .filter(area -> area.width() > 4 * MARGIN && area.height() > 4 * MARGIN)
                .map(standing)
                .filter(camera -> isClear(shown, camera, taken))
                .max(Comparator.comparingDouble(Camera::scale))
                .orElse(all);
    }

    private static boolean isClear(Scene shown, Camera camera, List<Rect> taken) {
        return taken.stream().filter(rect -> rect.width() > 0).noneMatch(rect -> {
            Rect world = new Rect(camera.toWorldX(rect.x()), camera.toWorldY(rect.y()), rect.width() / camera.scale(), rect.height() / camera.scale());
            return Arrays.stream(shown.itemsIn(world)).mapToObj(shown.items()::get).anyMatch(item -> item.kind() != Item.Kind.OPEN && item.rect().meets(world));
        });
    }

    private static Camera whole(Scene shown, Rect area) {
        return within(area, Camera.fitting(shown.bounds(), area.width(), area.height(), MARGIN, MOST_FITTING));
    }

    private static double firstScale(Scene shown, Rect area) {
        Rect bounds = shown.bounds();
        return Math.min(FIRST, shown.direction() == Direction.TOP_DOWN
                ? (area.width() - 2 * MARGIN) / bounds.width() : (area.height() - 2 * MARGIN) / bounds.height());
    }

    private static Camera first(Scene shown, Rect area) {
        Rect bounds = shown.bounds();
        double scale = Math.max(READABLE, firstScale(shown, area));
        double alongX = bounds.x() - MARGIN / scale;
        double alongY = bounds.y() - MARGIN / scale;
        return within(area, shown.direction() == Direction.TOP_DOWN
                ? new Camera(bounds.x() + bounds.width() / 2 - area.width() / 2 / scale, alongY, scale)
                : new Camera(alongX, bounds.y() + bounds.height() / 2 - area.height() / 2 / scale, scale));
    }

    /** A camera whose view begins at the area's corner, for the whole view. */
    private static Camera within(Rect area, Camera camera) {
        return new Camera(camera.x() - area.x() / camera.scale(), camera.y() - area.y() / camera.scale(), camera.scale());
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
