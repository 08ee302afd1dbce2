package dev.partita.app.graph.scene;

import dev.partita.app.layout.Direction;
import dev.partita.app.layout.NestedDrawing;
import dev.partita.app.layout.NestedGraph;
import dev.partita.app.layout.NestedLayout;
import java.util.ArrayList;
import java.util.List;

/** Chooses how many columns a long graph is wrapped into, those inside groups included. */
record Columns(NestedLayout layout, NestedGraph graph, Direction direction) {

    /** What a window leaves for the graph; the number must not depend on the size of one window. */
    private static final double VIEW_WIDTH = 1_000;
    private static final double VIEW_HEIGHT = 620;
    private static final int MOST = ViewState.MOST_COLUMNS;
    /** Larger graphs are tried with few numbers only: each try lays out the graph. */
    private static final int LARGE = 2_000;
    /** Below this zoom titles cannot be read. */
    private static final double READABLE = 0.45;
    /** What columns must gain to be chosen unasked, and what more columns must gain over fewer. */
    private static final double LEAST_GAIN = 1.3;
    private static final double LEAST_MORE = 1.05;

    /** A number of columns, and the scale at which the graph fills the view with it, lengthwise and across. */
    private record Try(int columns, double along, double across) {

        double scale() {
            return Math.min(along, across);
        }
    }

    /** Takes the wish of a view state, see {@link ViewState#columns}. */
    int number(int wanted) {
        return switch (wanted) {
            case ViewState.WRAPPED -> Math.max(2, best(of(1)).columns);
            case ViewState.AS_NEEDED -> asNeeded();
            default -> wanted;
        };
    }

    private int asNeeded() {
        Try one = of(1);
        if (one.scale() >= READABLE) {
            return 1;
        }
        Try best = best(one);
        return best.scale() >= READABLE && best.scale() >= LEAST_GAIN * one.scale() ? best.columns : 1;
    }

    /** The least number with which the whole graph shows about as large as with any. */
    private Try best(Try one) {
        List<Try> tries = new ArrayList<>(List.of(one));
        double largest = one.scale();
        for (int columns = first(one); columns <= MOST && tries.getLast().across >= largest; columns = next(columns)) {
            tries.add(of(columns));
            largest = Math.max(largest, tries.getLast().scale());
        }
        double enough = largest / LEAST_MORE;
        return tries.stream().filter(some -> some.scale() >= enough).findFirst().orElse(one);
    }

    /** Well below the number with which columns as long and wide as the one would fill the view. */
    private static int first(Try one) {
        return Math.max(2, (int) (Math.min(MOST, Math.sqrt(one.across / one.along)) / 4));
    }

    private int next(int columns) {
        int more = columns + Math.max(1, columns / (graph.itemCount() > LARGE ? 3 : 8));
        return columns < MOST ? Math.min(MOST, more) : more;
    }

    private Try of(int columns) {
        NestedDrawing drawing = layout.arrange(graph, columns);
        double byWidth = VIEW_WIDTH / Math.max(1, drawing.width(0));
        double byHeight = VIEW_HEIGHT / Math.max(1, drawing.height(0));
        return switch (direction) {
            case TOP_DOWN -> new Try(columns, byHeight, byWidth);
            case LEFT_RIGHT -> new Try(columns, byWidth, byHeight);
        };
    }
}
