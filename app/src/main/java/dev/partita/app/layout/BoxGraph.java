package dev.partita.app.layout;

import java.util.Arrays;

/**
 * What a layered layout draws: boxes with sizes and edges between them, both numbered from 0 in the order in which they
 * were added. Equal graphs are drawn equally, so a graph is also the key of its cached drawing.
 */
public final class BoxGraph {

    /** Keeps a box in the first or last layer, where nothing else may be: a port of an enclosing group. */
    public enum Anchor { NONE, FIRST, LAST }

    /** The end of an edge may touch the box anywhere. */
    public static final double FREE = Double.NaN;

    final int boxes;
    final int edges;
    final double[] width;
    final double[] height;
    final Anchor[] anchor;
    /** How many steps deep a box is; where a drawing is wrapped into columns, this divides it. */
    final int[] steps;
    final int[] source;
    final int[] target;
    /** Edges that leave a box with the same signal share their way for as long as they can. */
    final int[] signal;
    /** Distance from the box's start, across the direction of the layout; {@link #FREE} when the layout may choose. */
    final double[] sourceOffset;
    final double[] targetOffset;

    private BoxGraph(Builder builder) {
        boxes = builder.boxes;
        edges = builder.edges;
        width = Arrays.copyOf(builder.width, boxes);
        height = Arrays.copyOf(builder.height, boxes);
        anchor = Arrays.copyOf(builder.anchor, boxes);
        steps = Arrays.copyOf(builder.steps, boxes);
        source = Arrays.copyOf(builder.source, edges);
        target = Arrays.copyOf(builder.target, edges);
        signal = Arrays.copyOf(builder.signal, edges);
        sourceOffset = Arrays.copyOf(builder.sourceOffset, edges);
        targetOffset = Arrays.copyOf(builder.targetOffset, edges);
    }

    public static Builder builder() {
        return new Builder();
    }

    public int boxCount() {
        return boxes;
    }

    public int edgeCount() {
        return edges;
    }

    public int source(int edge) {
        return source[edge];
    }

    public int target(int edge) {
        return target[edge];
    }

    public double width(int box) {
        return width[box];
    }

    public double height(int box) {
        return height[box];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BoxGraph that
                && Arrays.equals(source, that.source)
                && Arrays.equals(target, that.target)
                && Arrays.equals(width, that.width)
                && Arrays.equals(height, that.height)
                && Arrays.equals(anchor, that.anchor)
                && Arrays.equals(steps, that.steps)
                && Arrays.equals(signal, that.signal)
                && Arrays.equals(sourceOffset, that.sourceOffset)
                && Arrays.equals(targetOffset, that.targetOffset);
    }

    @Override
    public int hashCode() {
        int hash = Arrays.hashCode(source);
        hash = 31 * hash + Arrays.hashCode(target);
        hash = 31 * hash + Arrays.hashCode(width);
        hash = 31 * hash + Arrays.hashCode(height);
        return 31 * hash + Arrays.hashCode(targetOffset);
    }

    /** Adds boxes and edges one by one. */
    public static final class Builder {
        private int boxes;
        private int edges;
        private double[] width = new double[16];
        private double[] height = new double[16];
        private Anchor[] anchor = new Anchor[16];
        private int[] steps = new int[16];
        private int[] source = new int[16];
        private int[] target = new int[16];
        private int[] signal = new int[16];
        private double[] sourceOffset = new double[16];
        private double[] targetOffset = new double[16];

        private Builder() {}

        /** Returns the new box's number. */
        public int box(double boxWidth, double boxHeight) {
            return box(boxWidth, boxHeight, 1);
        }

        /** A box that is so many steps deep. */
        public int box(double boxWidth, double boxHeight, int boxSteps) {
            return box(boxWidth, boxHeight, Anchor.NONE, boxSteps);
        }

        /** A port, as large as a point. */
        public int port(Anchor boxAnchor) {
            return box(0, 0, boxAnchor, 0);
        }

        private int box(double boxWidth, double boxHeight, Anchor boxAnchor, int boxSteps) {
            if (boxes == width.length) {
                width = Arrays.copyOf(width, boxes * 2);
                height = Arrays.copyOf(height, boxes * 2);
                anchor = Arrays.copyOf(anchor, boxes * 2);
                steps = Arrays.copyOf(steps, boxes * 2);
            }
            width[boxes] = boxWidth;
            height[boxes] = boxHeight;
            anchor[boxes] = boxAnchor;
            steps[boxes] = boxSteps;
            return boxes++;
        }

        /** Returns the new edge's number. */
        public int edge(int from, int to) {
            return edge(from, 0, FREE, to, FREE);
        }

        /** An edge with a signal (an output of its source) and, where the ends are fixed, their offsets. */
        public int edge(int from, int edgeSignal, double fromOffset, int to, double toOffset) {
            if (from < 0 || from >= boxes || to < 0 || to >= boxes) {
                throw new IllegalArgumentException("edge " + from + " -> " + to + " names a box that is not among the " + boxes);
            }
            if (edges == source.length) {
                source = Arrays.copyOf(source, edges * 2);
                target = Arrays.copyOf(target, edges * 2);
                signal = Arrays.copyOf(signal, edges * 2);
                sourceOffset = Arrays.copyOf(sourceOffset, edges * 2);
                targetOffset = Arrays.copyOf(targetOffset, edges * 2);
            }
            source[edges] = from;
            target[edges] = to;
            signal[edges] = edgeSignal;
            sourceOffset[edges] = fromOffset;
            targetOffset[edges] = toOffset;
            return edges++;
        }

        public BoxGraph build() {
            return new BoxGraph(this);
        }
    }
}
