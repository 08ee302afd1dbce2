package dev.partita.worker.torch.evaluator;

import dev.partita.network.Layer;
import dev.partita.network.ReduceOperation;
import dev.partita.network.TopKOperation;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What reduces axes: sums, means, extremes, the largest few. */
final class ReductionEvaluator {

    private final Aten aten;

    ReductionEvaluator(Aten aten) {
        this.aten = aten;
    }

    Tensor reduce(Layer.Reduce layer, Tensor x) {
        List<Long> axes = layer.axes().stream().map(Integer::longValue).toList();
        boolean empty = axes.stream().anyMatch(axis -> x.size(axis) == 0);
        if (empty && (layer.operation() == ReduceOperation.MAX || layer.operation() == ReduceOperation.MIN)) {
            return ofNothing(layer, axes, x);
        }
        Tensor reduced = switch (layer.operation()) {
            case SUM -> aten.call("sum.dim_IntList", x, axes, layer.keepDims());
            case AVG -> aten.call("mean.dim", x, axes, layer.keepDims());
            case MAX -> aten.call("amax", x, axes, layer.keepDims());
            case MIN -> aten.call("amin", x, axes, layer.keepDims());
            case PROD -> {
                Tensor product = x;
                for (int i = layer.axes().size() - 1; i >= 0; i--) {
                    product = aten.call("prod.dim_int", product, axes.get(i), layer.keepDims());
                }
                yield product;
            }
        };
        return aten.cast(reduced, Aten.dtype(x));
    }

    /** TensorRT's extremum of no elements: what every element would replace. Torch has none. */
    private Tensor ofNothing(Layer.Reduce layer, List<Long> axes, Tensor x) {
        boolean lowest = layer.operation() == ReduceOperation.MAX;
        Tensor sums = aten.call("sum.dim_IntList", x, axes, layer.keepDims());
        Object value = switch (Aten.dtype(x)) {
            case INT32 -> (long) (lowest ? Integer.MIN_VALUE : Integer.MAX_VALUE);
            case INT64 -> lowest ? Long.MIN_VALUE : Long.MAX_VALUE;
            default -> lowest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        };
        return aten.cast(aten.call("full_like", sums, value), Aten.dtype(x));
    }

    List<Tensor> topK(Layer.TopK layer, NetworkEvaluator.Scope scope) {
        long k = LayerEvaluator.numbers(layer.k(), scope).getFirst();
        boolean largest = layer.operation() == TopKOperation.MAX;
        List<Tensor> found = aten.callAll(
                "topk", Map.of(), scope.get(layer.input()), k, (long) layer.axis(), largest, true);
        return List.of(found.get(0), aten.cast(found.get(1), DType.INT32));
    }
}
