package dev.partita.app.graph.scene;

import dev.partita.app.layout.NestedDrawing;
import dev.partita.app.layout.NestedGraph;
import dev.partita.app.layout.NestedLayout;

/** Chooses how many columns a long graph is wrapped into. */
record Columns(NestedLayout layout, NestedGraph graph) {

    /** What a window leaves for the graph; the number must not depend on the size of one window. */
    private static final double VIEW_WIDTH = 1_000;
    private static final double VIEW_HEIGHT = 620;
    private static final int MOST = 12;
    /** Larger graphs are tried with few numbers only: each try lays out the graph. */
    private static final int LARGE = 2_000;
    private static final int STEP_OF_LARGE = 4;
    /** Below this zoom titles cannot be read. */
    private static final double READABLE = 0.45;
    /** What columns must gain to be chosen unasked, and what one more column must gain. */
    private static final double LEAST_GAIN = 1.3;
    private static final double LEAST_MORE = 1.05;

    /** Takes the wish of a view state, see {@link ViewState#columns}. */
    int number(int wanted) {
        return switch (wanted) {
            case ViewState.WRAPPED -> Math.max(2, best());
            case ViewState.AS_NEEDED -> asNeeded();
            default -> wanted;
        };
    }

    private int asNeeded() {
        double scale = fit(1);
        if (scale >= READABLE) {
            return 1;
        }
        int best = best();
        double wrapped = fit(best);
        return wrapped >= READABLE && wrapped >= LEAST_GAIN * scale ? best : 1;
    }

    /** The number with which the whole graph shows largest. */
    private int best() {
        int best = 1;
        double largest = fit(1);
        int step = graph.itemCount() > LARGE ? STEP_OF_LARGE : 1;
        for (int columns = 1 + step; columns <= MOST; columns += step) {
            double scale = fit(columns);
            if (scale > largest * LEAST_MORE) {
                largest = scale;
                best = columns;
            }
        }
        return best;
    }

    /** The scale at which the graph fills the view. */
    private double fit(int columns) {
        NestedDrawing drawing = layout.arrange(graph, columns);
        return Math.min(VIEW_WIDTH / Math.max(1, drawing.width(0)), VIEW_HEIGHT / Math.max(1, drawing.height(0)));
    }
}
