package dev.partita.convert;

import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymFunction;
import java.util.List;

/** Small arithmetic on sizes while converting; constants are folded, the rest is left to {@link SymbolicSizes}. */
public final class SizeMath {

    private SizeMath() {}

    public static SymExpr sum(SymExpr one, SymExpr other) {
        if (one.isConstant() && other.isConstant()) {
            return SymExpr.of(value(one) + value(other));
        }
        if (one.equals(SymExpr.of(0))) {
            return other;
        }
        return other.equals(SymExpr.of(0)) ? one : new SymExpr.Call(SymFunction.ADD, List.of(one, other));
    }

    public static SymExpr product(SymExpr one, SymExpr other) {
        if (one.isConstant() && other.isConstant()) {
            return SymExpr.of(value(one) * value(other));
        }
        if (one.equals(SymExpr.of(1))) {
            return other;
        }
        return other.equals(SymExpr.of(1)) ? one : new SymExpr.Call(SymFunction.MUL, List.of(one, other));
    }

    public static SymExpr difference(SymExpr one, SymExpr other) {
        return sum(one, product(SymExpr.of(-1), other));
    }

    public static SymExpr min(SymExpr one, SymExpr other) {
        if (one.isConstant() && other.isConstant()) {
            return SymExpr.of(Math.min(value(one), value(other)));
        }
        return new SymExpr.Call(SymFunction.MIN, List.of(one, other));
    }

    public static SymExpr max(SymExpr one, SymExpr other) {
        if (one.isConstant() && other.isConstant()) {
            return SymExpr.of(Math.max(value(one), value(other)));
        }
        return new SymExpr.Call(SymFunction.MAX, List.of(one, other));
    }

    /** An index as torch reads it: negative ones count from the end. Symbols stand for sizes, which are not negative. */
    public static SymExpr fromFront(SymExpr index, SymExpr extent) {
        return index.isConstant() && value(index) < 0 ? sum(index, extent) : index;
    }

    /** The first index of a slice: from the front and within {@code [0, extent]}. */
    public static SymExpr clampedStart(SymExpr start, SymExpr extent) {
        SymExpr front = fromFront(start, extent);
        if (front.equals(SymExpr.of(0))) {
            return front;
        }
        boolean countedFromEnd = !front.equals(start);
        SymExpr raised = countedFromEnd ? max(front, SymExpr.of(0)) : front;
        return countedFromEnd ? raised : min(raised, extent);
    }

    private static long value(SymExpr constant) {
        return constant.constantValue().orElseThrow();
    }
}
