package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.convert.Weights;
import dev.partita.ir.Node;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Layer;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.PaddingMode;
import dev.partita.network.PoolingType;
import dev.partita.network.ReduceOperation;
import dev.partita.network.WeightSource;
import dev.partita.network.Window;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Poolings: one Pooling layer over two or three axes. One axis is done as two; inputs without a batch axis get one. To a
 * single output an adaptive pooling is a mean.
 */
public final class Pooling {

    private static final ConversionCheck REAL_ONLY = (node, settings) -> Arguments.spec(node, 0)
            .filter(spec -> !spec.dtype().isFloatingPoint())
            .map(spec -> "TensorRT pools real numbers only, not " + spec.dtype().torchName());

    private static final ConversionCheck AVERAGE = REAL_ONLY.and(Pooling::averageObstacle);
    private static final ConversionCheck MAXIMUM = REAL_ONLY.and(Pooling::maximumObstacle);

    private Pooling() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.max_pool1d.default", call -> maximum(call, 1)).unless(MAXIMUM),
                row("aten.max_pool2d.default", call -> maximum(call, 2)).unless(MAXIMUM),
                row("aten.max_pool3d.default", call -> maximum(call, 3)).unless(MAXIMUM),
                row("aten.avg_pool1d.default", call -> average(call, 1)).unless(AVERAGE),
                row("aten.avg_pool2d.default", call -> average(call, 2)).unless(AVERAGE),
                row("aten.avg_pool3d.default", call -> average(call, 3)).unless(AVERAGE),
                row("aten.adaptive_avg_pool1d.default", call -> adaptive(call, 1)).unless(adaptiveObstacle(1)),
                row("aten.adaptive_avg_pool2d.default", call -> adaptive(call, 2)).unless(adaptiveObstacle(2)),
                row("aten._adaptive_avg_pool2d.default", call -> adaptive(call, 2)).unless(adaptiveObstacle(2)),
                row("aten.adaptive_avg_pool3d.default", call -> adaptive(call, 3)).unless(adaptiveObstacle(3)),
                row("aten._adaptive_avg_pool3d.default", call -> adaptive(call, 3)).unless(adaptiveObstacle(3)));
    }

    private static Optional<String> maximumObstacle(Node node, CompilationSettings settings) {
        if (Arguments.integers(node, 4).orElse(List.of()).stream().anyMatch(dilation -> dilation != 1)) {
            return Optional.of("TensorRT pools without dilation");
        }
        boolean known = Arguments.spec(node, 0).filter(spec -> spec.shape().dims().subList(1, spec.rank()).stream()
                .allMatch(SymExpr::isConstant)).isPresent();
        return Arguments.flag(node, 5, false) && !known
                ? Optional.of("ceil_mode needs known extents: torch's last window differs from TensorRT's")
                : Optional.empty();
    }

    private static Optional<String> averageObstacle(Node node, CompilationSettings settings) {
        if (Arguments.flag(node, 4, false)) {
            return Optional.of("ceil_mode: torch divides its last window differently from TensorRT");
        }
        return Optional.empty();
    }

    private static Converted maximum(OpCall call, int axes) {
        List<Long> dilation = Collections.nCopies(axes, 1L);
        return Converted.of(pooled(call, axes, PoolingType.MAX, dilation, true));
    }

    private static Converted average(OpCall call, int axes) {
        List<Long> dilation = Collections.nCopies(axes, 1L);
        if (!call.has(6)) {
            return Converted.of(pooled(call, axes, PoolingType.AVERAGE, dilation, !call.flag(5, true)));
        }
        // TensorRT divides by the window; another divisor is a factor on top.
        double volume = call.perAxis(1, axes, List.of()).stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        NetworkTensor means = pooled(call, axes, PoolingType.AVERAGE, dilation, false);
        return Converted.of(call.layers().elementWise(means, volume / call.real(6, volume), ElementWiseOperation.PROD));
    }

    private static NetworkTensor pooled(
            OpCall call, int axes, PoolingType type, List<Long> dilation, boolean countExcludesPadding) {
        List<Long> size = call.perAxis(1, axes, List.of());
        List<Long> stride = call.perAxis(2, axes, size);
        List<Long> padding = call.perAxis(3, axes, Collections.nCopies(axes, 0L));
        boolean roundsUp = call.flag(type == PoolingType.MAX ? 5 : 4, false);
        List<Long> after = roundsUp ? upTo(call, size, stride, padding) : padding;
        return pooled(call, new Window(size, stride, padding, after, dilation), type, countExcludesPadding);
    }

    /** The padding behind that makes as many windows as torch's {@code ceil_mode} asks for. */
    private static List<Long> upTo(OpCall call, List<Long> size, List<Long> stride, List<Long> before) {
        NetworkTensor input = call.tensor(0, call.dtype());
        int first = input.rank() - size.size();
        return IntStream.range(0, size.size())
                .mapToObj(axis -> {
                    long windows = call.spec().shape().dim(first + axis).constantValue().orElseThrow();
                    long reach = (windows - 1) * stride.get(axis) + size.get(axis);
                    return Math.max(0, reach - input.dim(first + axis) - before.get(axis));
                })
                .toList();
    }

    private static NetworkTensor pooled(OpCall call, Window window, PoolingType type, boolean countExcludesPadding) {
        NetworkTensor input = call.tensor(0, call.dtype());
        boolean flat = window.axes() == 1;
        boolean alone = input.rank() == window.axes() + 1;
        NetworkTensor batched = alone ? call.layers().unsqueeze(input, List.of(0)) : input;
        NetworkTensor wide = flat ? call.layers().unsqueeze(batched, List.of(3)) : batched;
        NetworkTensor output = call.layers().add(new Layer.Pooling(
                wide, type, flat ? widened(window) : window, PaddingMode.EXPLICIT_ROUND_DOWN, countExcludesPadding));
        NetworkTensor narrow = flat ? call.layers().squeeze(output, List.of(3)) : output;
        return alone ? call.layers().squeeze(narrow, List.of(0)) : narrow;
    }

    private static Window widened(Window window) {
        return new Window(
                List.of(window.size().getFirst(), 1L),
                List.of(window.stride().getFirst(), 1L),
                List.of(window.prePadding().getFirst(), 0L),
                List.of(window.postPadding().getFirst(), 0L),
                List.of(1L, 1L));
    }

    /** Uneven windows need known extents. */
    private static ConversionCheck adaptiveObstacle(int axes) {
        return REAL_ONLY.and((node, settings) -> {
            TensorSpec input = Arguments.spec(node, 0).orElseThrow();
            List<Long> output = Arguments.integers(node, 1).orElse(List.of());
            if (output.size() != axes || output.contains(0L)) {
                return Optional.of("the output's extents must be known and not zero");
            }
            if (input.shape().dims().contains(SymExpr.of(0))) {
                return Optional.of("there is nothing to pool");
            }
            for (int axis = 0; axis < axes; axis++) {
                SymExpr extent = input.shape().dim(input.rank() - axes + axis);
                if (output.get(axis) != 1 && !extent.isConstant()) {
                    return Optional.of("the windows from " + extent + " to " + output.get(axis) + " must be known");
                }
            }
            return Optional.empty();
        });
    }

    private static Converted adaptive(OpCall call, int axes) {
        List<Long> output = call.perAxis(1, axes, List.of());
        NetworkTensor input = call.tensor(0, call.dtype());
        int first = input.rank() - axes;
        if (output.stream().allMatch(extent -> extent == 1)) {
            List<Integer> reduced = IntStream.range(first, input.rank()).boxed().toList();
            return Converted.of(call.layers().reduce(input, ReduceOperation.AVG, reduced, true));
        }
        boolean even = IntStream.range(0, axes).allMatch(axis -> input.dim(first + axis) >= 0
                && input.dim(first + axis) % output.get(axis) == 0);
        if (!even) {
            return Converted.of(uneven(call, input, first, output));
        }
        List<Long> size = IntStream.range(0, axes)
                .mapToObj(axis -> input.dim(first + axis) / output.get(axis))
                .toList();
        List<Long> zeros = Collections.nCopies(axes, 0L);
        Window window = new Window(size, size, zeros, zeros, Collections.nCopies(axes, 1L));
        return Converted.of(pooled(call, window, PoolingType.AVERAGE, false));
    }

    /** One axis after the other: a mean, or multiplied by the table of each output's shares in the inputs. */
    private static NetworkTensor uneven(OpCall call, NetworkTensor input, int first, List<Long> output) {
        NetworkTensor result = input;
        for (int i = 0; i < output.size(); i++) {
            int axis = first + i;
            if (output.get(i) == 1) {
                result = call.layers().reduce(result, ReduceOperation.AVG, List.of(axis), true);
                continue;
            }
            int last = input.rank() - 1;
            List<Integer> swap = new ArrayList<>(IntStream.rangeClosed(0, last).boxed().toList());
            Collections.swap(swap, axis, last);
            NetworkTensor behind = call.layers().permute(result, swap);
            NetworkTensor shares = call.layers().constant(Weights.toRank(
                    shares(call.inputSpec(0).shape().dim(axis).constantValue().orElseThrow(), output.get(i), result.dtype()),
                    input.rank()));
            NetworkTensor means = LinearAlgebra.multiply(
                    call, behind, MatrixOperation.NONE, shares, MatrixOperation.NONE);
            result = call.layers().permute(means, swap);
        }
        return result;
    }

    /** [inputs, outputs]: output k is the mean of the inputs from floor(k * n / m) up to ceil((k + 1) * n / m). */
    private static WeightSource shares(long inputs, long outputs, DType dtype) {
        List<Double> table = new ArrayList<>(Collections.nCopies((int) (inputs * outputs), 0.0));
        for (long k = 0; k < outputs; k++) {
            long start = k * inputs / outputs;
            long end = Math.ceilDiv((k + 1) * inputs, outputs);
            for (long i = start; i < end; i++) {
                table.set((int) (i * outputs + k), 1.0 / (end - start));
            }
        }
        return new WeightSource.Reals(table, List.of(inputs, outputs), dtype);
    }
}
