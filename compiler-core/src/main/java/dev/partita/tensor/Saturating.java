package dev.partita.tensor;

import static dev.partita.tensor.SymRange.UNBOUNDED_MAX;
import static dev.partita.tensor.SymRange.UNBOUNDED_MIN;

import java.util.stream.LongStream;

/** Interval arithmetic in which the limits of a long mean infinity. */
final class Saturating {

    private Saturating() {}

    static SymRange add(SymRange a, SymRange b) {
        return new SymRange(
                a.min() == UNBOUNDED_MIN || b.min() == UNBOUNDED_MIN ? UNBOUNDED_MIN : add(a.min(), b.min()),
                a.max() == UNBOUNDED_MAX || b.max() == UNBOUNDED_MAX ? UNBOUNDED_MAX : add(a.max(), b.max()));
    }

    private static long add(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? UNBOUNDED_MIN : UNBOUNDED_MAX;
        }
        return sum;
    }

    static SymRange multiply(SymRange a, SymRange b) {
        return over(
                multiply(a.min(), b.min()), multiply(a.min(), b.max()),
                multiply(a.max(), b.min()), multiply(a.max(), b.max()));
    }

    private static long multiply(long a, long b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        boolean infinite = a == UNBOUNDED_MIN || a == UNBOUNDED_MAX || b == UNBOUNDED_MIN || b == UNBOUNDED_MAX;
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (infinite || (high != 0 && high != -1) || (high == 0) != (low >= 0)) {
            return (a < 0) == (b < 0) ? UNBOUNDED_MAX : UNBOUNDED_MIN;
        }
        return low;
    }

    /** Unknown when the divisor may be zero or negative. */
    static SymRange floorDiv(SymRange a, SymRange b) {
        if (b.min() <= 0) {
            return new SymRange(UNBOUNDED_MIN, UNBOUNDED_MAX);
        }
        return over(
                floorDiv(a.min(), b.min()), floorDiv(a.min(), b.max()),
                floorDiv(a.max(), b.min()), floorDiv(a.max(), b.max()));
    }

    private static long floorDiv(long a, long b) {
        if (a == UNBOUNDED_MIN || a == UNBOUNDED_MAX) {
            return a;
        }
        return b == UNBOUNDED_MAX ? (a < 0 ? -1 : 0) : Math.floorDiv(a, b);
    }

    private static SymRange over(long... corners) {
        return new SymRange(LongStream.of(corners).min().orElseThrow(), LongStream.of(corners).max().orElseThrow());
    }
}
