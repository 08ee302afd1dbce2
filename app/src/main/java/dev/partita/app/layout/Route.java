package dev.partita.app.layout;

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

    Route movedBy(double dx, double dy) {
        double[] moved = new double[coordinates.length];
        for (int i = 0; i < moved.length; i += 2) {
            moved[i] = coordinates[i] + dx;
            moved[i + 1] = coordinates[i + 1] + dy;
        }
        return new Route(moved);
    }
}
