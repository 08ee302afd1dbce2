package dev.partita.tensor;

/** Inclusive bounds of an integer expression. {@link #UNBOUNDED_MAX} stands for "no upper bound". */
public record SymRange(long min, long max) {

    /** What torch writes (and {@link Long#MAX_VALUE} covers) when a dimension has no upper bound. */
    public static final long UNBOUNDED_MAX = Long.MAX_VALUE;

    public static final long UNBOUNDED_MIN = Long.MIN_VALUE;

    public boolean isBounded() {
        return max != UNBOUNDED_MAX && min != UNBOUNDED_MIN;
    }

    public boolean contains(long value) {
        return value >= min && value <= max;
    }

    public SymRange intersect(SymRange other) {
        return new SymRange(/* min= */ Math.max(min, other.min), /* max= */ Math.min(max, other.max));
    }
}
