package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.NetworkTypes;
import dev.partita.convert.OpCall;
import dev.partita.ir.Node;
import dev.partita.network.NetworkTensor;
import dev.partita.network.TopKOperation;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/** The largest or smallest elements in order: TopK layers; sorting is a TopK of all elements. */
public final class Sorting {

    /** TensorRT's limit on k. */
    private static final long MAX_K = 3840;

    private Sorting() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.topk.default", Sorting::topK).unless(Sorting::topKObstacle),
                row("aten.sort.default", call -> sort(call, 1)).unless(sortObstacle(1)),
                row("aten.sort.stable", call -> sort(call, 2)).unless(sortObstacle(2)),
                row("aten.argsort.default", Sorting::argsort).unless(sortObstacle(1)));
    }

    private static Optional<String> topKObstacle(Node node, CompilationSettings settings) {
        Optional<Long> k = Arguments.integer(node, 1, 1);
        if (k.isEmpty()) {
            return Optional.of("k must be known before running");
        }
        return k.get() > MAX_K ? Optional.of("TensorRT finds at most " + MAX_K + " elements, not " + k.get()) : Optional.empty();
    }

    private static ConversionCheck sortObstacle(int axisIndex) {
        return (node, settings) -> {
            TensorSpec spec = Arguments.spec(node, 0).orElseThrow();
            if (spec.rank() == 0) {
                return Optional.empty();
            }
            int axis = Arguments.axis(Arguments.integer(node, axisIndex, -1).orElse(-1L), spec.rank());
            SymExpr extent = spec.shape().dim(axis);
            long size = extent.constantValue().orElse(-1);
            return size < 0 || size > MAX_K
                    ? Optional.of("TensorRT sorts a known number of at most " + MAX_K + " elements, not " + extent)
                    : Optional.empty();
        };
    }

    private static Converted topK(OpCall call) {
        NetworkTensor x = call.tensor(0, Reductions.numeric(call.dtype()));
        TopKOperation operation = call.flag(3, true) ? TopKOperation.MAX : TopKOperation.MIN;
        return results(call, found(call.layers(), x, call.integer(1, 1), call.axis(2, -1, x.rank()), operation));
    }

    private static Converted sort(OpCall call, int axisIndex) {
        return results(call, sorted(call, axisIndex));
    }

    private static Converted argsort(OpCall call) {
        return Converted.of(sorted(call, 1).get(1));
    }

    private static Converted results(OpCall call, List<NetworkTensor> found) {
        return Converted.several(List.of(call.layers().cast(found.get(0), call.dtype()), found.get(1)));
    }

    /** Truth values are ordered as numbers. */
    private static List<NetworkTensor> sorted(OpCall call, int axisIndex) {
        NetworkTensor x = call.tensor(0, Reductions.numeric(NetworkTypes.of(call.inputSpec(0).dtype())));
        int axis = call.axis(axisIndex, -1, x.rank());
        TopKOperation operation = call.flag(axisIndex + 1, false) ? TopKOperation.MAX : TopKOperation.MIN;
        return found(call.layers(), x, x.rank() == 0 ? 1 : x.dim(axis), axis, operation);
    }

    /** A scalar is in order already. */
    private static List<NetworkTensor> found(
            Layers layers, NetworkTensor x, long k, int axis, TopKOperation operation) {
        return x.rank() == 0
                ? List.of(x, layers.number(0, DType.INT64, 0))
                : Ranking.first(layers, x, k, axis, operation);
    }
}
