package dev.partita.app.layout;

/** A finished layout: the top left corner of each box and a route for each edge, in a frame that starts at (0, 0). */
public final class Drawing {

    private final double[] x;
    private final double[] y;
    private final Route[] routes;
    private final double width;
    private final double height;
    private final int[] rank;
    private final long crossings;

    Drawing(double[] x, double[] y, Route[] routes, double width, double height, int[] rank, long crossings) {
        this.x = x;
        this.y = y;
        this.routes = routes;
        this.width = width;
        this.height = height;
        this.rank = rank;
        this.crossings = crossings;
    }

    public double x(int box) {
        return x[box];
    }

    public double y(int box) {
        return y[box];
    }

    public Route route(int edge) {
        return routes[edge];
    }

    public int edgeCount() {
        return routes.length;
    }

    /** The layer of a box, 0 first. */
    public int rank(int box) {
        return rank[box];
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    /** How often edges cross between layers. */
    public long crossings() {
        return crossings;
    }
}
