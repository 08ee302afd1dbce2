package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.convert.Reshape;
import dev.partita.convert.SizeMath;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.SampleMode;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Tensors that begin anew at their end: Slice layers that wrap around. */
public final class Repetition {

    private static final Layer.SliceEdge WRAP = new Layer.SliceEdge(SampleMode.WRAP, Optional.empty());

    private Repetition() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.repeat.default", Repetition::repeat),
                row("aten.tile.default", Repetition::repeat),
                row("aten.roll.default", Repetition::roll));
    }

    private static Converted repeat(OpCall call) {
        NetworkTensor x = call.layers().toRank(call.tensor(0), call.rank());
        List<SymExpr> zeros = Collections.nCopies(call.rank(), SymExpr.of(0));
        return Converted.of(wrapped(call, x, zeros, call.spec().shape().dims()));
    }

    private static NetworkTensor wrapped(OpCall call, NetworkTensor x, List<SymExpr> start, List<SymExpr> size) {
        if (x.rank() == 0) {
            return x;
        }
        return call.layers().add(new Layer.Slice(
                x,
                call.sizes().extents(start),
                call.sizes().extents(size),
                Extents.of(Collections.nCopies(x.rank(), 1L)),
                WRAP));
    }

    /** Without axes the tensor is rolled as one long row. */
    private static Converted roll(OpCall call) {
        NetworkTensor x = call.tensor(0);
        List<SymExpr> dims = call.spec().shape().dims();
        List<Long> shifts = call.integers(1);
        List<Long> axes = call.integers(2);
        if (axes.isEmpty()) {
            SymExpr count = dims.stream().reduce(SymExpr.of(1), SizeMath::product);
            NetworkTensor row = call.layers().reshape(x, Extents.of(-1));
            NetworkTensor rolled = wrapped(call, row, List.of(start(shifts.getFirst(), count)), List.of(count));
            return Converted.of(Reshape.to(call, rolled, dims));
        }
        // An axis may be named twice: its shifts add up.
        long[] total = new long[x.rank()];
        for (int i = 0; i < axes.size(); i++) {
            total[Arguments.axis(axes.get(i), x.rank())] += shifts.get(i);
        }
        List<SymExpr> starts = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            starts.add(start(total[axis], dims.get(axis)));
        }
        return Converted.of(wrapped(call, x, starts, dims));
    }

    /** Which element comes first after everything moved {@code shift} places on. */
    private static SymExpr start(long shift, SymExpr extent) {
        if (extent.isConstant()) {
            long size = extent.constantValue().orElseThrow();
            return SymExpr.of(size == 0 ? 0 : Math.floorMod(-shift, size));
        }
        return shift <= 0 ? SymExpr.of(-shift) : SizeMath.difference(extent, SymExpr.of(shift));
    }
}
