package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.convert.SizeMath;
import dev.partita.ir.Value;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Parts of a tensor: Slice layers, with computed starts and sizes where those are symbolic. */
public final class Slicing {

    private Slicing() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.slice.Tensor", Slicing::slice),
                row("aten.select.int", Slicing::select),
                row("aten.split.Tensor", Slicing::split),
                row("aten.split.sizes", Slicing::split),
                row("aten.split_with_sizes.default", Slicing::split),
                row("aten.unbind.int", Slicing::unbind),
                row("aten.flip.default", Slicing::flip));
    }

    private static Converted slice(OpCall call) {
        NetworkTensor x = call.tensor(0);
        int axis = call.axis(1, 0, x.rank());
        List<SymExpr> from = call.inputSpec(0).shape().dims();
        List<SymExpr> to = call.spec().shape().dims();
        long step = call.integer(4, 1);
        SymExpr start = call.has(2) ? SizeMath.clampedStart(call.size(2), from.get(axis)) : SymExpr.of(0);
        if (from.equals(to) && step == 1) {
            return Converted.of(x);
        }
        return Converted.of(cut(call, x, axis, start, to, step));
    }

    /** A slice that moves along one axis only. */
    static NetworkTensor cut(OpCall call, NetworkTensor x, int axis, SymExpr start, List<SymExpr> to, long step) {
        List<SymExpr> starts = new ArrayList<>(Collections.nCopies(x.rank(), SymExpr.of(0)));
        starts.set(axis, start);
        List<Long> strides = new ArrayList<>(Collections.nCopies(x.rank(), 1L));
        strides.set(axis, step);
        return call.layers().add(new Layer.Slice(
                x,
                call.sizes().extents(starts),
                call.sizes().extents(to),
                Extents.of(strides),
                Layer.SliceEdge.STRICT));
    }

    /** One place along an axis, and the axis dropped. */
    private static Converted select(OpCall call) {
        NetworkTensor x = call.tensor(0);
        int axis = call.axis(1, 0, x.rank());
        return Converted.of(place(call, x, axis, call.size(2)));
    }

    /** What {@code tensor[..., index]} reads. */
    static Converted lastAxis(OpCall call, long index) {
        NetworkTensor x = call.tensor(0);
        return Converted.of(place(call, x, x.rank() - 1, SymExpr.of(index)));
    }

    private static NetworkTensor place(OpCall call, NetworkTensor x, int axis, SymExpr index) {
        List<SymExpr> from = call.inputSpec(0).shape().dims();
        List<SymExpr> to = new ArrayList<>(from);
        to.set(axis, SymExpr.of(1));
        NetworkTensor part = cut(call, x, axis, SizeMath.fromFront(index, from.get(axis)), to, 1);
        return call.layers().squeeze(part, List.of(axis));
    }

    /** One slice per result; the results' extents say where each begins. */
    private static Converted split(OpCall call) {
        NetworkTensor x = call.tensor(0);
        int axis = call.axis(2, 0, x.rank());
        List<NetworkTensor> parts = new ArrayList<>();
        SymExpr start = SymExpr.of(0);
        int count = results(call);
        for (int i = 0; i < count; i++) {
            List<SymExpr> to = call.spec(i).shape().dims();
            parts.add(count == 1 ? x : cut(call, x, axis, start, to, 1));
            start = SizeMath.sum(start, to.get(axis));
        }
        return Converted.several(parts);
    }

    private static Converted unbind(OpCall call) {
        NetworkTensor x = call.tensor(0);
        int axis = call.axis(1, 0, x.rank());
        List<NetworkTensor> parts = new ArrayList<>();
        for (int i = 0; i < results(call); i++) {
            parts.add(place(call, x, axis, SymExpr.of(i)));
        }
        return Converted.several(parts);
    }

    private static int results(OpCall call) {
        return call.node().value() instanceof Value.Tuple(var items) ? items.size() : 1;
    }

    /** Stride -1 from the last element. */
    private static Converted flip(OpCall call) {
        NetworkTensor x = call.tensor(0);
        List<SymExpr> dims = call.spec().shape().dims();
        List<Integer> axes = call.integers(1).isEmpty() ? List.of() : call.axes(1, x.rank());
        List<SymExpr> starts = new ArrayList<>();
        List<Long> strides = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            boolean turned = axes.contains(axis);
            starts.add(turned ? SizeMath.sum(dims.get(axis), SymExpr.of(-1)) : SymExpr.of(0));
            strides.add(turned ? -1L : 1L);
        }
        return Converted.of(axes.isEmpty() ? x : call.layers().add(new Layer.Slice(
                x,
                call.sizes().extents(starts),
                call.sizes().extents(dims),
                Extents.of(strides),
                Layer.SliceEdge.STRICT)));
    }
}
