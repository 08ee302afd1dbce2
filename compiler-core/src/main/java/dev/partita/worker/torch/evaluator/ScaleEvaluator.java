package dev.partita.worker.torch.evaluator;

import dev.partita.network.Layer;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** What scales numbers: normalization, factors and shifts, quantization. */
final class ScaleEvaluator {

    private final Aten aten;

    ScaleEvaluator(Aten aten) {
        this.aten = aten;
    }

    /** Layer norm over the axes; with groups, the channels of a group count as normalized, too. */
    Tensor normalization(Layer.Normalization layer, NetworkEvaluator.Scope scope) {
        Tensor given = scope.get(layer.input());
        Tensor x = aten.cast(given, DType.FLOAT32);
        List<Long> dims = Aten.dims(x);
        List<Long> axes = new ArrayList<>(layer.rule().axes().stream().map(Integer::longValue).toList());
        Tensor scale = aten.cast(scope.get(layer.scale()), DType.FLOAT32);
        Tensor bias = aten.cast(scope.get(layer.bias()), DType.FLOAT32);
        if (layer.rule().groups() > 1) {
            List<Long> grouped = new ArrayList<>(dims);
            grouped.set(1, dims.get(1) / layer.rule().groups());
            grouped.add(1, layer.rule().groups());
            x = aten.call("reshape", x, grouped);
            axes.replaceAll(axis -> axis + 1);
            axes.addFirst(2L);
            scale = aten.call("unsqueeze", scale, 2L);
            bias = aten.call("unsqueeze", bias, 2L);
        }
        Tensor mean = aten.call("mean.dim", x, axes, true);
        Tensor centred = aten.call("sub.Tensor", x, mean);
        Tensor variance = aten.call("mean.dim", aten.call("mul.Tensor", centred, centred), axes, true);
        Tensor deviation = aten.call("sqrt", aten.call("add.Scalar", variance, layer.rule().epsilon()));
        Tensor unit = aten.call("div.Tensor", centred, deviation);
        Tensor result = aten.call("add.Tensor", aten.call("mul.Tensor", unit, scale), bias);
        return aten.cast(aten.call("reshape", result, dims), Aten.dtype(given));
    }

    Tensor scale(Layer.Scale layer, Tensor x) {
        Tensor result = x;
        if (layer.scale().isPresent()) {
            result = aten.call("mul.Tensor", result, along(layer, aten.tensor(layer.scale().get()), x));
        }
        if (layer.shift().isPresent()) {
            result = aten.call("add.Tensor", result, along(layer, aten.tensor(layer.shift().get()), x));
        }
        return result;
    }

    private Tensor along(Layer.Scale layer, Tensor weights, Tensor x) {
        return switch (layer.mode()) {
            case UNIFORM -> aten.call("reshape", weights, List.of());
            case CHANNEL -> perAxis(weights, Optional.of(layer.channelAxis()), x);
            case ELEMENTWISE -> aten.call("reshape", weights, Aten.dims(x).subList(1, (int) x.dim()));
        };
    }

    Tensor quantize(Layer.Quantize layer, NetworkEvaluator.Scope scope) {
        Tensor x = aten.cast(scope.get(layer.input()), DType.FLOAT32);
        Tensor scale = aten.cast(perAxis(scope.get(layer.scale()), layer.axis(), x), DType.FLOAT32);
        Tensor steps = aten.call("div.Tensor", x, scale);
        if (layer.to() == DType.INT8) {
            steps = aten.call("clamp", aten.call("round", steps), -128L, 127L);
        } else {
            steps = aten.call("clamp", steps, -448.0, 448.0);
        }
        return aten.cast(steps, layer.to());
    }

    Tensor dequantize(Layer.Dequantize layer, NetworkEvaluator.Scope scope) {
        Tensor x = scope.get(layer.input());
        Tensor factors = aten.cast(perAxis(scope.get(layer.scale()), layer.axis(), x), DType.FLOAT32);
        return aten.cast(aten.call("mul.Tensor", aten.cast(x, DType.FLOAT32), factors), layer.to());
    }

    /** A vector laid along one axis of {@code like}. */
    private Tensor perAxis(Tensor vector, Optional<Integer> axis, Tensor like) {
        if (axis.isEmpty() || vector.numel() == 1) {
            return vector;
        }
        List<Long> dims = new ArrayList<>(Collections.nCopies((int) like.dim(), 1L));
        dims.set(axis.get(), vector.numel());
        return aten.call("reshape", vector, dims);
    }
}
