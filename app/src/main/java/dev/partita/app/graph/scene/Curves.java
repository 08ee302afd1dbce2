package dev.partita.app.graph.scene;

import dev.partita.app.graph.paint.Path;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.layout.Direction;
import dev.partita.app.layout.Route;

/** The curves of routes: each piece leaves and arrives along the direction of the layout. */
public final class Curves {

    private static final int SAMPLES = 12;

    private Curves() {}

    /** Decides which pieces of routes are drawn. */
    public interface PieceFilter {
        /** True to draw the piece of a route that ends at {@code point}. */
        boolean draws(Route route, int point);
    }

    /**
     * Adds the wanted pieces of a route to a path. Straight pieces end at the border of {@code visible}: long ones cost
     * time even where nobody sees them. Dashes of a piece are counted from its start, whatever part of it is visible.
     */
    public static void add(Path path, Route route, Direction direction, View view) {
        boolean joined = false;
        for (int p = 1; p < route.size(); p++) {
            if (!view.filter.draws(route, p)) {
                joined = false;
                continue;
            }
            boolean upright = Math.abs(route.x(p - 1) - route.x(p)) < 0.05;
            boolean level = Math.abs(route.y(p - 1) - route.y(p)) < 0.05;
            double x0 = view.frame.x(level ? view.startX(route.x(p - 1)) : route.x(p - 1));
            double y0 = view.frame.y(upright ? view.startY(route.y(p - 1)) : route.y(p - 1));
            double x1 = view.frame.x(level ? view.clampX(route.x(p)) : route.x(p));
            double y1 = view.frame.y(upright ? view.clampY(route.y(p)) : route.y(p));
            if (!joined || view.dash > 0) {
                path.move(x0, y0);
            }
            joined = true;
            if (upright || level) {
                path.line(x1, y1);
            } else if (direction == Direction.TOP_DOWN) {
                path.curve(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, x1, y1);
            } else {
                path.curve((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1, y1);
            }
        }
    }

    /**
     * What is seen of the world, and how it comes to the surface.
     *
     * @param dash length in the world of a dash with its gap; 0 for a solid line
     */
    public record View(Frame frame, Rect visible, double dash, PieceFilter filter) {

        double startX(double x) {
            return whole(x, clampX(x));
        }

        double startY(double y) {
            return whole(y, clampY(y));
        }

        /** A start moved along by whole dashes only. */
        private double whole(double from, double clamped) {
            return dash == 0 ? clamped : from + dash * (long) ((clamped - from) / dash);
        }

        double clampX(double x) {
            return Math.clamp(x, visible.x(), visible.right());
        }

        double clampY(double y) {
            return Math.clamp(y, visible.y(), visible.bottom());
        }

        /** True when the piece of a route that ends at {@code point} can be seen. */
        public static boolean meets(Rect visible, Route route, int point) {
            return Math.max(route.x(point - 1), route.x(point)) >= visible.x()
                    && Math.min(route.x(point - 1), route.x(point)) <= visible.right()
                    && Math.max(route.y(point - 1), route.y(point)) >= visible.y()
                    && Math.min(route.y(point - 1), route.y(point)) <= visible.bottom();
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
