package dev.partita.worker.torch.evaluator;

import dev.partita.network.CoordinateTransformation;
import dev.partita.network.Extents;
import dev.partita.network.InterpolationMode;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.Operand;
import dev.partita.network.PaddingMode;
import dev.partita.network.PoolingType;
import dev.partita.network.SampleMode;
import dev.partita.network.WeightSource;
import dev.partita.network.Window;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Layers that slide or sample over space. Uneven paddings are applied before; torch's own paddings are even. */
final class SpatialEvaluator {

    private final Aten aten;

    SpatialEvaluator(Aten aten) {
        this.aten = aten;
    }

    Tensor convolution(Layer.Convolution layer, NetworkEvaluator.Scope scope) {
        Window window = layer.window();
        Tensor x = padded(scope.get(layer.input()), window, 0.0);
        List<Long> zeros = Collections.nCopies(window.axes(), 0L);
        return aten.call(
                "convolution",
                x,
                operand(layer.kernel(), scope),
                layer.bias().map(bias -> operand(bias, scope)).orElse(null),
                window.stride(),
                zeros,
                window.dilation(),
                false,
                zeros,
                layer.groups());
    }

    /** The whole transposed convolution, then its edges cut off by the paddings. */
    Tensor deconvolution(Layer.Deconvolution layer, NetworkEvaluator.Scope scope) {
        Window window = layer.window();
        List<Long> zeros = Collections.nCopies(window.axes(), 0L);
        Tensor full = aten.call(
                "convolution",
                scope.get(layer.input()),
                operand(layer.kernel(), scope),
                layer.bias().map(bias -> operand(bias, scope)).orElse(null),
                window.stride(),
                zeros,
                window.dilation(),
                true,
                zeros,
                layer.groups());
        for (int axis = 0; axis < window.axes(); axis++) {
            long end = full.size(axis + 2) - window.postPadding().get(axis);
            full = aten.call("slice.Tensor", full, axis + 2L, window.prePadding().get(axis), end);
        }
        return full;
    }

    private Tensor operand(Operand operand, NetworkEvaluator.Scope scope) {
        return switch (operand) {
            case Operand.Weights(WeightSource source) -> aten.tensor(source);
            case Operand.Computed(NetworkTensor tensor) -> scope.get(tensor);
        };
    }

    /** Torch's CPU kernels do not pool halves in three axes. */
    Tensor pooling(Layer.Pooling layer, Tensor input) {
        return aten.cast(pooledInFloat32(layer, aten.cast(input, DType.FLOAT32)), Aten.dtype(input));
    }

    private Tensor pooledInFloat32(Layer.Pooling layer, Tensor x) {
        Window window = layer.window();
        boolean up = layer.padding() == PaddingMode.EXPLICIT_ROUND_UP;
        List<Long> zeros = Collections.nCopies(window.axes(), 0L);
        if (layer.type() == PoolingType.MAX) {
            Tensor walled = padded(x, window, Double.NEGATIVE_INFINITY);
            return aten.call(
                    "max_pool" + window.axes() + "d", walled, window.size(), window.stride(), zeros,
                    window.dilation(), up);
        }
        String average = "avg_pool" + window.axes() + "d";
        Tensor sums = aten.call(average, padded(x, window, 0.0), window.size(), window.stride(), zeros, up, true);
        if (!layer.countExcludesPadding()) {
            return sums;
        }
        Tensor ones = padded(aten.call("ones_like", x), window, 0.0);
        Tensor shares = aten.call(average, ones, window.size(), window.stride(), zeros, up, true);
        return aten.call("div.Tensor", sums, shares);
    }

    private Tensor padded(Tensor x, Window window, double value) {
        List<Long> pairs = new ArrayList<>();
        for (int axis = window.axes() - 1; axis >= 0; axis--) {
            pairs.add(window.prePadding().get(axis));
            pairs.add(window.postPadding().get(axis));
        }
        return pairs.stream().allMatch(width -> width == 0) ? x : aten.call("constant_pad_nd", x, pairs, value);
    }

    Tensor resize(Layer.Resize layer, NetworkEvaluator.Scope scope) {
        Tensor x = scope.get(layer.input());
        List<Long> dims = switch (layer.target()) {
            case Layer.ResizeTarget.Sized(Extents size) -> LayerEvaluator.numbers(size, scope);
            case Layer.ResizeTarget.Scaled(List<Double> scales) -> {
                List<Long> scaled = new ArrayList<>();
                for (int axis = 0; axis < scales.size(); axis++) {
                    scaled.add((long) Math.floor(x.size(axis) * scales.get(axis)));
                }
                yield scaled;
            }
        };
        @Nullable List<Double> scales = layer.target() instanceof Layer.ResizeTarget.Scaled(List<Double> given)
                ? given.subList(2, given.size())
                : null;
        List<Long> size = dims.subList(2, dims.size());
        boolean corners = layer.rule().coordinates() == CoordinateTransformation.ALIGN_CORNERS;
        return switch (layer.rule().mode()) {
            case NEAREST -> {
                boolean exact = layer.rule().coordinates() == CoordinateTransformation.HALF_PIXEL;
                String op = (exact ? "_upsample_nearest_exact" : "upsample_nearest") + size.size() + "d";
                yield sampled(op, x, size, scales, null);
            }
            case LINEAR -> sampled(List.of("linear1d", "bilinear2d", "trilinear3d").get(size.size() - 1), x, size, scales, corners);
            case CUBIC -> sampled("bicubic2d", x, size, scales, corners);
        };
    }

    private Tensor sampled(
            String op, Tensor x, List<Long> size, @Nullable List<Double> scales, @Nullable Boolean corners) {
        String name = op.startsWith("_") || op.startsWith("upsample") ? op : "upsample_" + op;
        List<@Nullable Object> arguments = new ArrayList<>(Arrays.asList(x, size));
        if (corners != null) {
            arguments.add(corners);
        }
        if (scales != null) {
            arguments.addAll(scales);
        }
        return aten.call(name, arguments.toArray());
    }

    Tensor gridSample(Layer.GridSample layer, NetworkEvaluator.Scope scope) {
        long mode = layer.interpolation() == InterpolationMode.LINEAR
                ? 0
                : layer.interpolation() == InterpolationMode.NEAREST ? 1 : 2;
        SampleMode edge = layer.sampleMode();
        long padding = edge == SampleMode.FILL ? 0 : edge == SampleMode.CLAMP ? 1 : 2;
        return aten.call(
                "grid_sampler_2d", scope.get(layer.input()), scope.get(layer.grid()), mode, padding, layer.alignCorners());
    }
}
