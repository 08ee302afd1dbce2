package dev.partita.app.graph.paint;

/** How much is drawn. A level is left only well past the zoom at which it was entered, so that nothing flickers. */
public enum Detail {
    /** Rectangles. */
    DOTS,
    /** Boxes and wires, titles where they can be read. */
    SHAPES,
    /** Everything, with shapes on wires. */
    FULL;

    private static final double FULL_FROM = 0.55;
    private static final double SHAPES_FROM = 0.14;
    private static final double HYSTERESIS = 0.85;
    /** More than this in one view cannot be told apart, and would take longer to draw than a frame lasts. */
    private static final int MOST_SHAPES = 2_500;

    /** The level at a zoom with so many items in view, coming from this level. */
    public Detail at(double scale, int items) {
        if (items > (this == DOTS ? MOST_SHAPES * HYSTERESIS : MOST_SHAPES)) {
            return DOTS;
        }
        double full = this == FULL ? FULL_FROM * HYSTERESIS : FULL_FROM;
        double shapes = this == DOTS ? SHAPES_FROM : SHAPES_FROM * HYSTERESIS;
        return scale >= full ? FULL : scale >= shapes ? SHAPES : DOTS;
    }

    /** The level at a zoom without a history. */
    public static Detail of(double scale) {
        return scale >= FULL_FROM ? FULL : scale >= SHAPES_FROM ? SHAPES : DOTS;
    }
}
