package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.NetworkTypes;
import dev.partita.convert.OpCall;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Extents;
import dev.partita.network.NetworkTensor;
import dev.partita.network.ReduceOperation;
import dev.partita.network.TopKOperation;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.List;
import java.util.stream.IntStream;

/** Sums, means, extrema: one Reduce layer each, in the result's type; positions of extrema by TopK. */
public final class Reductions {

    private static final ConversionCheck NOTHING = (node, settings) -> Arguments.spec(node, 0)
            .filter(spec -> spec.shape().dims().contains(SymExpr.of(0)))
            .map(spec -> "TensorRT reduces no tensor that is known to have no elements");

    private Reductions() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.sum.default", call -> overall(call, ReduceOperation.SUM)),
                row("aten.sum.dim_IntList", call -> overAxes(call, ReduceOperation.SUM)),
                row("prims.sum.default", call -> overAxes(call, ReduceOperation.SUM)),
                row("aten.mean.default", call -> overall(call, ReduceOperation.AVG)),
                row("aten.mean.dim", call -> overAxes(call, ReduceOperation.AVG)),
                row("aten.prod.default", call -> overall(call, ReduceOperation.PROD)),
                row("aten.prod.dim_int", call -> overAxes(call, ReduceOperation.PROD)),
                row("aten.amax.default", call -> overAxes(call, ReduceOperation.MAX)),
                row("aten.amin.default", call -> overAxes(call, ReduceOperation.MIN)),
                row("aten.max.default", call -> overall(call, ReduceOperation.MAX)),
                row("aten.min.default", call -> overall(call, ReduceOperation.MIN)),
                row("aten.max.dim", call -> extremumAndPlace(call, TopKOperation.MAX)),
                row("aten.min.dim", call -> extremumAndPlace(call, TopKOperation.MIN)),
                row("aten.argmax.default", call -> placeOfExtremum(call, TopKOperation.MAX)),
                row("aten.argmin.default", call -> placeOfExtremum(call, TopKOperation.MIN)),
                row("aten.any.default", Reductions::any).unless(NOTHING),
                row("aten.any.dim", Reductions::any).unless(NOTHING),
                row("aten.any.dims", Reductions::any).unless(NOTHING),
                row("aten.all.default", Reductions::all).unless(NOTHING),
                row("aten.all.dim", Reductions::all).unless(NOTHING),
                row("aten.all.dims", Reductions::all).unless(NOTHING));
    }

    private static Converted overall(OpCall call, ReduceOperation operation) {
        NetworkTensor x = call.tensor(0, numeric(call.dtype()));
        return Converted.of(call.layers().reduce(x, operation, all(x), false));
    }

    private static Converted overAxes(OpCall call, ReduceOperation operation) {
        NetworkTensor x = call.tensor(0, numeric(call.dtype()));
        if (x.rank() == 0) {
            return Converted.of(x);
        }
        return Converted.of(call.layers().reduce(x, operation, call.axes(1, x.rank()), call.flag(2, false)));
    }

    /** Truth values are reduced as numbers. */
    static DType numeric(DType dtype) {
        return dtype == DType.BOOL ? DType.INT32 : dtype;
    }

    private static List<Integer> all(NetworkTensor x) {
        return IntStream.range(0, x.rank()).boxed().toList();
    }

    private static Converted any(OpCall call) {
        return truth(call, ReduceOperation.MAX);
    }

    private static Converted all(OpCall call) {
        return truth(call, ReduceOperation.MIN);
    }

    private static Converted truth(OpCall call, ReduceOperation operation) {
        Layers layers = call.layers();
        NetworkTensor truth = layers.cast(call.tensor(0, DType.BOOL), DType.INT32);
        List<Integer> axes = truth.rank() == 0 ? List.of() : call.axes(1, truth.rank());
        NetworkTensor reduced = layers.reduce(truth, operation, axes, call.flag(2, false));
        // Not a cast: nothing at all is reduced to the smallest or the largest integer.
        return Converted.of(layers.elementWise(reduced, 0, ElementWiseOperation.GREATER));
    }

    private static Converted extremumAndPlace(OpCall call, TopKOperation operation) {
        NetworkTensor x = call.tensor(0, numeric(call.dtype()));
        if (x.rank() == 0) {
            return Converted.several(List.of(x, call.layers().number(0, DType.INT64, 0)));
        }
        List<NetworkTensor> best = best(call.layers(), x, call.axis(1, 0, x.rank()), operation, call.flag(2, false));
        return Converted.several(List.of(call.layers().cast(best.get(0), call.dtype()), best.get(1)));
    }

    private static Converted placeOfExtremum(OpCall call, TopKOperation operation) {
        DType dtype = numeric(NetworkTypes.of(call.inputSpec(0).dtype()));
        NetworkTensor x = call.tensor(0, dtype);
        if (x.rank() == 0) {
            return Converted.of(call.layers().number(0, DType.INT64, call.rank()));
        }
        if (!call.has(1)) {
            NetworkTensor flat = call.layers().reshape(x, Extents.of(-1));
            NetworkTensor place = best(call.layers(), flat, 0, operation, false).get(1);
            return Converted.of(call.layers().toRank(place, call.rank()));
        }
        return Converted.of(best(call.layers(), x, call.axis(1, 0, x.rank()), operation, call.flag(2, false)).get(1));
    }

    /** The best element along an axis and its INT64 place. */
    private static List<NetworkTensor> best(
            Layers layers, NetworkTensor x, int axis, TopKOperation operation, boolean keepDims) {
        List<NetworkTensor> found = Ranking.first(layers, x, 1, axis, operation);
        return keepDims ? found : found.stream().map(each -> layers.squeeze(each, List.of(axis))).toList();
    }
}
