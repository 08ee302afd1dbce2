package dev.partita.app.layout;

/** A drawing of boxes measured along and across the direction of its edges, whichever that is. */
record Along(BoxGraph graph, Drawing drawing, boolean topDown) {

    /** Two places nearer than this are one. */
    static final double NEAR = 1e-6;

    double start(int box) {
        return topDown ? drawing.y(box) : drawing.x(box);
    }

    double end(int box) {
        return start(box) + (topDown ? graph.height[box] : graph.width[box]);
    }

    double left(int box) {
        return topDown ? drawing.x(box) : drawing.y(box);
    }

    double right(int box) {
        return left(box) + (topDown ? graph.width[box] : graph.height[box]);
    }

    double along(Route route, int point) {
        return topDown ? route.y(point) : route.x(point);
    }

    double across(Route route, int point) {
        return topDown ? route.x(point) : route.y(point);
    }

    /** Where the piece of a route that ends at {@code point} passes a cut. */
    double acrossAt(Route route, int point, double cut) {
        double from = along(route, point - 1);
        double length = along(route, point) - from;
        double share = Math.abs(length) < NEAR ? 0 : Math.clamp((cut - from) / length, 0, 1);
        return across(route, point - 1) + (across(route, point) - across(route, point - 1)) * share;
    }
}
