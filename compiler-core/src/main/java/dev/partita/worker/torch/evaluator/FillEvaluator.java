package dev.partita.worker.torch.evaluator;

import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Tensors that are computed from nothing: ramps and random numbers. */
final class FillEvaluator {

    private final Aten aten;

    FillEvaluator(Aten aten) {
        this.aten = aten;
    }

    Tensor fill(Layer.Fill layer, NetworkEvaluator.Scope scope) {
        List<Long> dims = LayerEvaluator.numbers(layer.dimensions(), scope);
        Tensor alpha = number(layer.alpha(), scope);
        Tensor beta = number(layer.beta(), scope);
        return switch (layer.operation()) {
            case LINSPACE -> {
                Tensor sum = aten.call("expand", aten.cast(alpha, layer.dtype()), dims);
                for (int axis = 0; axis < dims.size(); axis++) {
                    List<Long> along = new ArrayList<>(Collections.nCopies(dims.size(), 1L));
                    along.set(axis, dims.get(axis));
                    Tensor steps = aten.callAll("arange", Map.of("dtype", layer.dtype()), dims.get(axis)).getFirst();
                    Tensor delta = beta.dim() == 0 ? beta : beta.select(0, axis);
                    Tensor moved = aten.call("mul.Tensor", steps, aten.cast(delta, layer.dtype()));
                    sum = aten.call("add.Tensor", sum, aten.call("reshape", moved, along));
                }
                yield sum;
            }
            // Of the right distribution; no reference has TensorRT's very numbers.
            case RANDOM_UNIFORM -> {
                Tensor span = aten.call("sub.Tensor", beta, alpha);
                yield aten.cast(scaled(aten.call("rand", dims), span, alpha), layer.dtype());
            }
            case RANDOM_NORMAL -> aten.cast(scaled(aten.call("randn", dims), beta, alpha), layer.dtype());
        };
    }

    private Tensor scaled(Tensor numbers, Tensor factor, Tensor shift) {
        return aten.call("add.Tensor", aten.call("mul.Tensor", numbers, factor), shift);
    }

    private Tensor number(Layer.FillValue value, NetworkEvaluator.Scope scope) {
        return switch (value) {
            case Layer.FillValue.Fixed(double number) ->
                aten.tensor(new WeightSource.Reals(List.of(number), List.of(), DType.FLOAT64));
            case Layer.FillValue.Computed(NetworkTensor tensor) -> scope.get(tensor);
        };
    }
}
