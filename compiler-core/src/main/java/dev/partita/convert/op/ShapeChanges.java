package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.convert.Reshape;
import dev.partita.network.NetworkTensor;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Other extents or another order for the same elements: Shuffle layers; and expansion, a Slice of stride 0. */
public final class ShapeChanges {

    private ShapeChanges() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.reshape.default", ShapeChanges::reshape),
                row("aten.view.default", ShapeChanges::reshape),
                row("aten._reshape_copy.default", ShapeChanges::reshape),
                row("aten._unsafe_view.default", ShapeChanges::reshape),
                row("aten.permute.default", ShapeChanges::permute),
                row("aten.squeeze.dim", ShapeChanges::squeeze),
                row("aten.squeeze.dims", ShapeChanges::squeeze),
                row("aten.unsqueeze.default", ShapeChanges::unsqueeze),
                row("prims.broadcast_in_dim.default", ShapeChanges::broadcastInDim),
                row("aten.expand.default", ShapeChanges::expand));
    }

    private static Converted reshape(OpCall call) {
        return Converted.of(Reshape.to(call, call.tensor(0), call.spec().shape().dims()));
    }

    private static Converted permute(OpCall call) {
        NetworkTensor x = call.tensor(0);
        List<Integer> order =
                call.integers(1).stream().map(axis -> Arguments.axis(axis, x.rank())).toList();
        return Converted.of(call.layers().permute(x, order));
    }

    /** Axes whose extent is not one stay. */
    private static Converted squeeze(OpCall call) {
        NetworkTensor x = call.tensor(0);
        List<SymExpr> dims = call.inputSpec(0).shape().dims();
        List<Integer> axes = x.rank() == 0
                ? List.of()
                : call.axes(1, x.rank()).stream()
                        .filter(axis -> dims.get(axis).equals(SymExpr.of(1)))
                        .toList();
        return Converted.of(call.layers().squeeze(x, axes));
    }

    private static Converted unsqueeze(OpCall call) {
        return Converted.of(call.layers().unsqueeze(call.tensor(0), List.of(call.axis(1, 0, call.rank()))));
    }

    /** New axes where the list of kept ones has gaps; then stretched like {@code expand}. */
    private static Converted broadcastInDim(OpCall call) {
        List<Integer> kept = call.integers(2).stream().map(Math::toIntExact).toList();
        List<Integer> added =
                IntStream.range(0, call.rank()).filter(axis -> !kept.contains(axis)).boxed().toList();
        NetworkTensor wide = call.layers().unsqueeze(call.tensor(0), added);
        List<SymExpr> from = new ArrayList<>(Collections.nCopies(call.rank(), SymExpr.of(1)));
        for (int i = 0; i < kept.size(); i++) {
            from.set(kept.get(i), call.inputSpec(0).shape().dim(i));
        }
        return Converted.of(Reshape.stretched(call, wide, from, call.spec().shape().dims()));
    }

    private static Converted expand(OpCall call) {
        List<SymExpr> to = call.spec().shape().dims();
        NetworkTensor wide = call.layers().toRank(call.tensor(0), to.size());
        List<SymExpr> dims = call.inputSpec(0).shape().dims();
        List<SymExpr> from = new ArrayList<>(Collections.nCopies(to.size() - dims.size(), SymExpr.of(1)));
        from.addAll(dims);
        return Converted.of(Reshape.stretched(call, wide, from, to));
    }
}
