package dev.partita.app.graph.paint;

import java.util.Arrays;

/** Moves, lines and cubic curves; can be emptied and used again. */
public final class Path {

    /** The steps of a path, with their number of coordinates. */
    public enum Step {
        MOVE(2),
        LINE(2),
        CURVE(6),
        CLOSE(0);

        private final int coordinates;

        Step(int coordinates) {
            this.coordinates = coordinates;
        }

        public int coordinates() {
            return coordinates;
        }
    }

    /** Receives the steps of a path; lines and moves use the first two coordinates at {@code at}, curves six. */
    public interface Visitor {
        void step(Step step, double[] coordinates, int at);
    }

    private Step[] steps = new Step[8];
    private double[] coordinates = new double[24];
    private int stepCount;
    private int size;

    public Path clear() {
        stepCount = 0;
        size = 0;
        return this;
    }

    public boolean isEmpty() {
        return stepCount == 0;
    }

    public Path move(double x, double y) {
        return add(Step.MOVE, x, y);
    }

    public Path line(double x, double y) {
        return add(Step.LINE, x, y);
    }

    public Path curve(double x1, double y1, double x2, double y2, double x, double y) {
        return add(Step.CURVE, x1, y1, x2, y2, x, y);
    }

    public Path close() {
        return add(Step.CLOSE);
    }

    private Path add(Step step, double... values) {
        if (stepCount == steps.length) {
            steps = Arrays.copyOf(steps, stepCount * 2);
        }
        if (size + values.length > coordinates.length) {
            coordinates = Arrays.copyOf(coordinates, (size + values.length) * 2);
        }
        steps[stepCount++] = step;
        System.arraycopy(values, 0, coordinates, size, values.length);
        size += values.length;
        return this;
    }

    public void visit(Visitor visitor) {
        int at = 0;
        for (int i = 0; i < stepCount; i++) {
            visitor.step(steps[i], coordinates, at);
            at += steps[i].coordinates();
        }
    }
}
