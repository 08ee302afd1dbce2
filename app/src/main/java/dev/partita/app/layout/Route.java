package dev.partita.app.layout;

import java.util.Arrays;

/**
 * The way of an edge: points from its source's border to its target's. Between two points runs a curve that leaves and
 * arrives along the direction of the layout and stays within the rectangle that the two points span; where they are
 * level with each other, that is a straight line.
 */
public final class Route {

    /** An edge from a box to itself; it is not drawn. */
    public static final Route NONE = new Route(new double[0]);

    private final double[] coordinates;

    /** Takes ownership of {@code [x0, y0, x1, y1, ...]}. */
    Route(double[] coordinates) {
        this.coordinates = coordinates;
    }

    public int size() {
        return coordinates.length / 2;
    }

    public double x(int point) {
        return coordinates[2 * point];
    }

    public double y(int point) {
        return coordinates[2 * point + 1];
    }

    /** How far the straight pieces between the points reach, in sum. */
    public double length() {
        double length = 0;
        for (int i = 1; i < size(); i++) {
            length += Math.hypot(x(i) - x(i - 1), y(i) - y(i - 1));
        }
        return length;
    }

    /** Puts pieces of a way together and leaves out points in the middle of a straight line. */
    static final class Joiner {

        private double[] coordinates = new double[16];
        private int size;

        void add(Route piece, double dx, double dy) {
            for (int i = 0; i < piece.size(); i++) {
                add(piece.x(i) + dx, piece.y(i) + dy);
            }
        }

        void add(double x, double y) {
            if (size >= 2 && near(coordinates[size - 2], x) && near(coordinates[size - 1], y)) {
                return;
            }
            boolean between = size >= 4
                    && (near(coordinates[size - 4], x) && near(coordinates[size - 2], x)
                            || near(coordinates[size - 3], y) && near(coordinates[size - 1], y));
            size -= between ? 2 : 0;
            if (size + 2 > coordinates.length) {
                coordinates = Arrays.copyOf(coordinates, size * 2);
            }
            coordinates[size++] = x;
            coordinates[size++] = y;
        }

        Route route() {
            return size == 0 ? NONE : new Route(Arrays.copyOf(coordinates, size));
        }

        private static boolean near(double a, double b) {
            return Math.abs(a - b) < 1e-6;
        }
    }
}
