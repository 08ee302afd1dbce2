package dev.partita.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Extents of a tensor, outermost first; each may be symbolic. Rank 0 is a scalar. */
public record Shape(List<SymExpr> dims) {

    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        dims = List.copyOf(dims);
    }

    public static Shape of(long... dims) {
        SymExpr[] extents = new SymExpr[dims.length];
        Arrays.setAll(extents, axis -> SymExpr.of(dims[axis]));
        return new Shape(List.of(extents));
    }

    public static Shape of(List<? extends SymExpr> dims) {
        return new Shape(List.copyOf(dims));
    }

    public int rank() {
        return dims.size();
    }

    /** The extent at {@code axis}; negative axes count from the end. */
    public SymExpr dim(int axis) {
        return dims.get(axis < 0 ? axis + rank() : axis);
    }

    public boolean isStatic() {
        for (int axis = 0; axis < dims.size(); axis++) {
            if (!dims.get(axis).isConstant()) {
                return false;
            }
        }
        return true;
    }

    /** All extents as numbers, or empty when one is symbolic. */
    public Optional<long[]> staticDims() {
        return isStatic()
                ? Optional.of(dims.stream().mapToLong(dim -> dim.constantValue().orElseThrow()).toArray())
                : Optional.empty();
    }

    /** {@code [2, s0, 3*s1]}. */
    @Override
    public String toString() {
        return dims.stream().map(SymExpr::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
