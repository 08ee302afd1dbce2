package dev.partita.app.graph.scene;

import dev.partita.app.graph.paint.Path;
import dev.partita.app.layout.Direction;
import dev.partita.app.layout.Route;

/** The curves of routes: each piece leaves and arrives along the direction of the layout. */
public final class Curves {

    private static final int SAMPLES = 12;

    private Curves() {}

    /** Adds a route to a path, moved and scaled: {@code screen = (world - origin) * scale}. */
    public static void add(Path path, Route route, Direction direction, Frame frame) {
        if (route.size() < 2) {
            return;
        }
        path.move(frame.x(route.x(0)), frame.y(route.y(0)));
        for (int p = 1; p < route.size(); p++) {
            double x0 = frame.x(route.x(p - 1));
            double y0 = frame.y(route.y(p - 1));
            double x1 = frame.x(route.x(p));
            double y1 = frame.y(route.y(p));
            if (Math.abs(x0 - x1) < 0.05 || Math.abs(y0 - y1) < 0.05) {
                path.line(x1, y1);
            } else if (direction == Direction.TOP_DOWN) {
                path.curve(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, x1, y1);
            } else {
                path.curve((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1, y1);
            }
        }
    }

    /** From the world to a surface. */
    public record Frame(double originX, double originY, double scale) {
        public double x(double worldX) {
            return (worldX - originX) * scale;
        }

        public double y(double worldY) {
            return (worldY - originY) * scale;
        }
    }

    /** How far a point is from a route. */
    static double distance(Route route, Direction direction, double x, double y) {
        double nearest = Double.MAX_VALUE;
        for (int p = 1; p < route.size(); p++) {
            double fromX = route.x(p - 1);
            double fromY = route.y(p - 1);
            for (int i = 1; i <= SAMPLES; i++) {
                double t = i / (double) SAMPLES;
                double eased = t * t * (3 - 2 * t);
                double ahead = 1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t;
                boolean topDown = direction == Direction.TOP_DOWN;
                double toX = route.x(p - 1) + (route.x(p) - route.x(p - 1)) * (topDown ? eased : ahead);
                double toY = route.y(p - 1) + (route.y(p) - route.y(p - 1)) * (topDown ? ahead : eased);
                nearest = Math.min(nearest, toSegment(x - fromX, y - fromY, toX - fromX, toY - fromY));
                fromX = toX;
                fromY = toY;
            }
        }
        return nearest;
    }

    private static double toSegment(double px, double py, double dx, double dy) {
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0, 1);
        return Math.hypot(px - t * dx, py - t * dy);
    }
}
