package dev.partita.app.layout;

/** Where the items of a {@link NestedGraph} are, all in one frame, and the way of each wire. */
public final class NestedDrawing {

    final double[] x;
    final double[] y;
    final double[] width;
    final double[] height;
    final Route[] routes;

    NestedDrawing(int items, int wires) {
        x = new double[items];
        y = new double[items];
        width = new double[items];
        height = new double[items];
        routes = new Route[wires];
    }

    public double x(int item) {
        return x[item];
    }

    public double y(int item) {
        return y[item];
    }

    public double width(int item) {
        return width[item];
    }

    public double height(int item) {
        return height[item];
    }

    public Route route(int wire) {
        return routes[wire];
    }
}
