package dev.partita.convert;

import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.TensorType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reshapes to symbolic extents with as little shape arithmetic as possible. */
public final class Reshape {

    private Reshape() {}

    /**
     * Known extents: plain. One unknown: -1. More, but all or all but one stand at the same place in the input: copied by
     * position. Otherwise the extents are computed.
     */
    public static NetworkTensor to(OpCall call, NetworkTensor input, List<SymExpr> dims) {
        List<Long> known = dims.stream().map(dim -> dim.constantValue().orElse(TensorType.DYNAMIC)).toList();
        long unknown = known.stream().filter(dim -> dim < 0).count();
        if (unknown == 0 || (unknown == 1 && !known.contains(0L))) {
            return isSame(call, input, dims) ? input : call.layers().reshape(input, Extents.of(known));
        }
        if (isSame(call, input, dims)) {
            return input;
        }
        return copiedByPlace(call, input, dims)
                .map(extents -> call.layers().add(new Layer.Shuffle(input, List.of(), Optional.of(extents), true, List.of())))
                .orElseGet(() -> call.layers().reshape(input, call.sizes().extents(dims)));
    }

    private static boolean isSame(OpCall call, NetworkTensor input, List<SymExpr> dims) {
        return call.context().symbolicDims(input).filter(dims::equals).isPresent();
    }

    private static Optional<Extents> copiedByPlace(OpCall call, NetworkTensor input, List<SymExpr> dims) {
        Optional<List<SymExpr>> from = call.context().symbolicDims(input);
        if (from.isEmpty() || dims.contains(SymExpr.of(0))) {
            return Optional.empty();
        }
        List<Long> extents = new ArrayList<>();
        int inferred = 0;
        for (int axis = 0; axis < dims.size(); axis++) {
            SymExpr dim = dims.get(axis);
            if (dim.isConstant()) {
                extents.add(dim.constantValue().orElseThrow());
            } else if (axis < from.get().size() && dim.equals(from.get().get(axis))) {
                extents.add(0L);
            } else {
                extents.add(-1L);
                inferred++;
            }
        }
        return inferred <= 1 ? Optional.of(Extents.of(extents)) : Optional.empty();
    }

    /** Axes of extent one repeated up to the new extents: a slice that does not move along them. */
    public static NetworkTensor stretched(OpCall call, NetworkTensor input, List<SymExpr> from, List<SymExpr> to) {
        List<Long> strides = new ArrayList<>();
        for (int axis = 0; axis < to.size(); axis++) {
            boolean repeats = from.get(axis).equals(SymExpr.of(1)) && !to.get(axis).equals(SymExpr.of(1));
            strides.add(repeats ? 0L : 1L);
        }
        if (!strides.contains(0L)) {
            return input;
        }
        return call.layers().add(new Layer.Slice(
                input,
                Extents.of(Collections.nCopies(to.size(), 0L)),
                call.sizes().extents(to),
                Extents.of(strides),
                Layer.SliceEdge.STRICT));
    }
}
