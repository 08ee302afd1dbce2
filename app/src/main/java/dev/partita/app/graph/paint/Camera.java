package dev.partita.app.graph.paint;

import dev.partita.app.graph.paint.Surface.Rect;

/** Which part of the world a surface shows: the world point at its top left corner, and units per world unit. */
public record Camera(double x, double y, double scale) {

    public static final double LEAST = 0.004;
    public static final double MOST = 6;

    /** Shows a rectangle as large as the surface allows, at most at {@code mostScale}. */
    public static Camera fitting(Rect world, double width, double height, double margin, double mostScale) {
        double scale = Math.min((width - 2 * margin) / Math.max(1, world.width()), (height - 2 * margin) / Math.max(1, world.height()));
        scale = Math.clamp(scale, LEAST, mostScale);
        return new Camera(world.x() + world.width() / 2 - width / 2 / scale,
                world.y() + world.height() / 2 - height / 2 / scale, scale);
    }

    public Rect visible(double width, double height) {
        return new Rect(x, y, width / scale, height / scale);
    }

    public double toWorldX(double surfaceX) {
        return x + surfaceX / scale;
    }

    public double toWorldY(double surfaceY) {
        return y + surfaceY / scale;
    }

    /** Moved by a distance on the surface. */
    public Camera panned(double dx, double dy) {
        return new Camera(x - dx / scale, y - dy / scale, scale);
    }

    /** Zoomed so that the world point under a point of the surface stays there. */
    public Camera zoomed(double factor, double surfaceX, double surfaceY) {
        double newScale = Math.clamp(scale * factor, LEAST, MOST);
        return new Camera(toWorldX(surfaceX) - surfaceX / newScale, toWorldY(surfaceY) - surfaceY / newScale, newScale);
    }

    /** Part of the way to another camera, evenly in size. */
    public Camera towards(Camera target, double share) {
        double newScale = scale * Math.pow(target.scale / scale, share);
        return new Camera(x + (target.x - x) * share, y + (target.y - y) * share, newScale);
    }
}
