package dev.partita.app.layout;

/**
 * How many steps of a graph a column holds, on every level: what is much deeper is wrapped, in the whole graph as in each
 * group. Only steps count, open or not, so that opening a group moves nothing to another column.
 *
 * @param steps boxes one after the other; infinite where nothing is wrapped
 */
record ColumnLength(double steps) {

    static final ColumnLength ENDLESS = new ColumnLength(Double.POSITIVE_INFINITY);

    /** A level that is less than so many times as deep as a column stays in one. */
    private static final double LEAST_OVERFLOW = 1.5;

    /** Shorter columns would be more turns than ways. */
    private static final double SHORTEST = 8;

    /** The length at which a graph makes so many columns, those inside groups included. */
    static ColumnLength of(NestedGraph graph, int columns) {
        return columns < 2 ? ENDLESS : new ColumnLength(Math.max(SHORTEST, graph.steps[0] / (double) columns));
    }

    /** How many columns something makes that is so many steps deep. */
    int columns(double depth) {
        return depth < LEAST_OVERFLOW * steps ? 1 : (int) Math.round(depth / steps);
    }

    /** How long a box of so many steps is for those around it: what it holds may be wrapped, too. */
    double wrapped(int depth) {
        return depth / (double) columns(depth);
    }
}
