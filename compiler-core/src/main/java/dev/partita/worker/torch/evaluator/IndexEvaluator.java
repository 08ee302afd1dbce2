package dev.partita.worker.torch.evaluator;

import dev.partita.network.Layer;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Gathers and scatters. Indices count from the front; others are an error here, undefined in TensorRT. */
final class IndexEvaluator {

    private final Aten aten;

    IndexEvaluator(Aten aten) {
        this.aten = aten;
    }

    Tensor gather(Layer.Gather layer, NetworkEvaluator.Scope scope) {
        Tensor data = scope.get(layer.data());
        Tensor indices = checked(aten.cast(scope.get(layer.indices()), DType.INT64));
        return switch (layer.mode()) {
            case ELEMENT -> aten.call("gather", data, (long) layer.axis(), indices);
            case DEFAULT -> {
                if (layer.elementWiseDims() > 0) {
                    throw new IllegalStateException("batched gather is not evaluated");
                }
                Tensor flat = aten.call("reshape", indices, List.of(-1L));
                List<Long> dims = new ArrayList<>(Aten.dims(data).subList(0, layer.axis()));
                dims.addAll(Aten.dims(indices));
                dims.addAll(Aten.dims(data).subList(layer.axis() + 1, (int) data.dim()));
                yield aten.call("reshape", aten.call("index_select", data, (long) layer.axis(), flat), dims);
            }
            case ND -> {
                if (layer.elementWiseDims() > 0) {
                    throw new IllegalStateException("batched gather is not evaluated");
                }
                yield aten.call("index.Tensor", data, unstacked(indices));
            }
        };
    }

    Tensor scatter(Layer.Scatter layer, NetworkEvaluator.Scope scope) {
        Tensor data = scope.get(layer.data());
        Tensor indices = checked(aten.cast(scope.get(layer.indices()), DType.INT64));
        Tensor updates = scope.get(layer.updates());
        return switch (layer.mode()) {
            case ELEMENT -> aten.call("scatter.src", data, (long) layer.axis(), indices, updates);
            case ND -> aten.call("index_put", data, unstacked(indices), updates);
        };
    }

    Tensor oneHot(Layer.OneHot layer, NetworkEvaluator.Scope scope) {
        Tensor indices = aten.cast(scope.get(layer.indices()), DType.INT64);
        Tensor values = scope.get(layer.values());
        Tensor hot = aten.call("one_hot", indices, scope.get(layer.depth()).item_long());
        Tensor picked = aten.call(
                "where.self", aten.cast(hot, DType.BOOL), values.select(0, 1), values.select(0, 0));
        int last = (int) picked.dim() - 1;
        int axis = layer.axis() < 0 ? last : layer.axis();
        return aten.call("movedim.int", picked, (long) last, (long) axis);
    }

    /** The last axis of ND indices holds one index per leading axis of the data. */
    private List<Tensor> unstacked(Tensor indices) {
        List<Tensor> columns = new ArrayList<>();
        for (long i = 0; i < indices.size(indices.dim() - 1); i++) {
            columns.add(indices.select(indices.dim() - 1, i));
        }
        return columns;
    }

    private Tensor checked(Tensor indices) {
        if (indices.numel() > 0 && aten.call("amin", indices, List.of(), false).item_long() < 0) {
            throw new IllegalStateException("a negative index");
        }
        return indices;
    }
}
