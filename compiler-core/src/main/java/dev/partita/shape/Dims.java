package dev.partita.shape;

import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymMath;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic of extents: plain numbers where they are known, symbolic expressions where not. */
public final class Dims {

    public static final SymExpr ZERO = SymExpr.of(0);
    public static final SymExpr ONE = SymExpr.of(1);

    private Dims() {}

    public static SymExpr add(SymExpr a, SymExpr b) {
        return a instanceof SymExpr.Constant(long x) && b instanceof SymExpr.Constant(long y)
                ? SymExpr.of(x + y) : SymMath.add(a, b);
    }

    public static SymExpr add(SymExpr a, long b) {
        return add(a, SymExpr.of(b));
    }

    public static SymExpr subtract(SymExpr a, SymExpr b) {
        return add(a, multiply(b, SymExpr.of(-1)));
    }

    public static SymExpr multiply(SymExpr a, SymExpr b) {
        return a instanceof SymExpr.Constant(long x) && b instanceof SymExpr.Constant(long y)
                ? SymExpr.of(x * y) : SymMath.mul(a, b);
    }

    public static SymExpr multiply(SymExpr a, long b) {
        return multiply(a, SymExpr.of(b));
    }

    /** Rounds towards minus infinity. */
    public static SymExpr floorDivide(SymExpr a, SymExpr b) {
        return a instanceof SymExpr.Constant(long x) && b instanceof SymExpr.Constant(long y)
                ? SymExpr.of(Math.floorDiv(x, y)) : SymMath.floorDiv(a, b);
    }

    public static SymExpr floorDivide(SymExpr a, long b) {
        return floorDivide(a, SymExpr.of(b));
    }

    /** Rounds up. */
    public static SymExpr ceilDivide(SymExpr a, long b) {
        return floorDivide(add(a, b - 1), b);
    }

    public static boolean isOne(SymExpr dim) {
        return dim instanceof SymExpr.Constant(long value) && value == 1;
    }

    public static boolean isZero(SymExpr dim) {
        return dim instanceof SymExpr.Constant(long value) && value == 0;
    }

    public static boolean is(SymExpr dim, long expected) {
        return dim instanceof SymExpr.Constant(long value) && value == expected;
    }

    /** The number of elements. */
    public static SymExpr product(List<SymExpr> dims) {
        SymExpr product = ONE;
        for (SymExpr dim : dims) {
            product = multiply(product, dim);
        }
        return product;
    }

    /** Torch's broadcasting of two shapes; an extent of 1 gives way, otherwise the left one wins. */
    public static Shape broadcast(Shape a, Shape b) {
        if (a.equals(b) || b.rank() == 0) {
            return a;
        }
        int rank = Math.max(a.rank(), b.rank());
        List<SymExpr> dims = new ArrayList<>(rank);
        for (int i = 0; i < rank; i++) {
            SymExpr left = i < rank - a.rank() ? ONE : a.dims().get(i - rank + a.rank());
            SymExpr right = i < rank - b.rank() ? ONE : b.dims().get(i - rank + b.rank());
            // A known extent wins over a symbolic one: torch has guarded that they are equal.
            dims.add(isOne(left) ? right : isOne(right) || left.isConstant() ? left
                    : right.isConstant() ? right : left);
        }
        return Shape.of(dims);
    }

    /** A non-negative axis; torch counts negative ones from the end and allows 0 and -1 for scalars. */
    public static int axis(long axis, int rank) {
        int normal = (int) (axis < 0 ? axis + Math.max(1, rank) : axis);
        if (normal < 0 || normal >= Math.max(1, rank)) {
            throw new IllegalArgumentException("axis " + axis + " does not exist in a tensor of rank " + rank);
        }
        return normal;
    }

    /** The target shape of a view in which one extent may be -1. */
    public static List<SymExpr> inferView(List<SymExpr> input, List<SymExpr> wanted) {
        int open = -1;
        SymExpr known = ONE;
        for (int i = 0; i < wanted.size(); i++) {
            if (is(wanted.get(i), -1)) {
                open = i;
            } else {
                known = multiply(known, wanted.get(i));
            }
        }
        if (open < 0) {
            return wanted;
        }
        List<SymExpr> dims = new ArrayList<>(wanted);
        dims.set(open, isZero(known) ? ZERO : floorDivide(product(input), known));
        return dims;
    }
}
