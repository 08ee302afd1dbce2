package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.convert.Reshape;
import dev.partita.convert.SizeMath;
import dev.partita.convert.Weights;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.WeightSource;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Layer and group norm: Normalization layers. Softmax: SoftMax. Batch norm is in {@link BatchNorms}. */
public final class Normalizations {

    static final ConversionCheck FIRST_RESULT_ONLY = Normalizations::readsMore;

    private Normalizations() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.native_layer_norm.default", Normalizations::layerNorm).unless(FIRST_RESULT_ONLY),
                row("aten.native_group_norm.default", Normalizations::groupNorm).unless(FIRST_RESULT_ONLY),
                row("aten._softmax.default", Normalizations::softmax).unless((node, settings) -> node.value()
                        .tensor()
                        .filter(spec -> !spec.dtype().isFloatingPoint())
                        .map(spec -> "shares are real numbers, not " + spec.dtype().torchName())));
    }

    /** Means and deviations are inside TensorRT's layers and cannot be read. */
    private static Optional<String> readsMore(Node node, CompilationSettings settings) {
        for (Node user : node.users()) {
            boolean first = user.op().op().equals("getitem")
                    && user.arg(1).filter(Arg.of(0)::equals).isPresent();
            if (!first) {
                return Optional.of("'" + user.name() + "' reads statistics that stay inside TensorRT's layer");
            }
        }
        return Optional.empty();
    }

    static Converted results(OpCall call, NetworkTensor first) {
        if (!(call.node().value() instanceof Value.Tuple(var items))) {
            return Converted.of(first);
        }
        List<Converted> results = new ArrayList<>(Collections.nCopies(items.size(), Converted.ABSENT));
        results.set(0, Converted.of(first));
        return new Converted.Several(results);
    }

    /** Weight and bias per channel, where there are any. */
    static NetworkTensor affine(OpCall call, NetworkTensor x, int weight, int bias) {
        NetworkTensor result = x;
        if (call.has(weight)) {
            result = call.layers().elementWise(result, perChannel(call, weight, x), ElementWiseOperation.PROD);
        }
        if (call.has(bias)) {
            result = call.layers().elementWise(result, perChannel(call, bias, x), ElementWiseOperation.SUM);
        }
        return result;
    }

    /** A vector over channels as [1, C, 1...]; of a constant without a layer. */
    static NetworkTensor perChannel(OpCall call, int index, NetworkTensor like) {
        Optional<WeightSource> known = call.weights(index);
        if (known.isPresent()) {
            WeightSource column = Weights.cast(known.get(), like.dtype());
            for (int axis = 2; axis < like.rank(); axis++) {
                column = Weights.appendAxis(column);
            }
            return call.layers().constant(Weights.toRank(column, like.rank()));
        }
        List<Integer> around = IntStream.range(0, like.rank()).filter(axis -> axis != 1).boxed().toList();
        return call.layers().unsqueeze(call.tensor(index, like.dtype()), around);
    }

    /** Arguments: input, normalized shape, weight, bias, epsilon. */
    private static Converted layerNorm(OpCall call) {
        NetworkTensor input = call.tensor(0, statisticsType(call));
        int count = call.sizeList(1).size();
        List<Integer> axes = IntStream.range(input.rank() - count, input.rank()).boxed().toList();
        NetworkTensor scale = call.has(2) ? call.operand(2, input.dtype(), input.rank()) : neutral(call, input, axes, 1);
        NetworkTensor bias = call.has(3) ? call.operand(3, input.dtype(), input.rank()) : neutral(call, input, axes, 0);
        Layer.NormalizationRule rule = new Layer.NormalizationRule(axes, call.real(4, 1e-5), 1, DType.FLOAT32);
        NetworkTensor output = call.layers().add(new Layer.Normalization(input, scale, bias, rule));
        return results(call, call.layers().cast(output, call.dtype()));
    }

    /** With {@code use_fp32_acc} the sums over halves are computed in FLOAT32. */
    private static DType statisticsType(OpCall call) {
        boolean wide = call.dtype() == DType.FLOAT16 && call.settings().get(PrecisionSettings.USE_FP32_ACC);
        return wide ? DType.FLOAT32 : call.dtype();
    }

    private static NetworkTensor neutral(OpCall call, NetworkTensor input, List<Integer> axes, double value) {
        List<Long> dims = IntStream.range(0, input.rank())
                .mapToObj(axis -> axes.contains(axis) ? input.dim(axis) : 1L)
                .toList();
        if (dims.stream().anyMatch(dim -> dim < 0)) {
            throw call.refusal("TensorRT must know the normalized extents");
        }
        return call.layers().constant(new WeightSource.Filled(value, dims, input.dtype()));
    }

    static NetworkTensor constant(OpCall call, double value, List<Long> dims) {
        return call.layers().constant(new WeightSource.Filled(value, dims, call.dtype()));
    }

    /** Arguments: input, weight, bias, N, C, HxW, groups, epsilon. Weight and bias are per channel, not per group. */
    private static Converted groupNorm(OpCall call) {
        Layers layers = call.layers();
        NetworkTensor given = call.tensor(0, call.dtype());
        long groups = call.integer(6, 1);
        if (groups == 1) {
            return results(call, affine(call, asOneGroup(call, given), 1, 2));
        }
        // The layer wants a spatial axis.
        boolean flat = given.rank() == 2;
        NetworkTensor input = flat ? layers.unsqueeze(given, List.of(2)) : given;
        List<Long> dims = new ArrayList<>(Collections.nCopies(input.rank(), 1L));
        dims.set(1, groups);
        List<Integer> axes = IntStream.range(2, input.rank()).boxed().toList();
        NetworkTensor normalized = layers.add(new Layer.Normalization(
                input,
                constant(call, 1, dims),
                constant(call, 0, dims),
                new Layer.NormalizationRule(axes, call.real(7, 1e-5), groups, DType.FLOAT32)));
        NetworkTensor output = affine(call, normalized, 1, 2);
        return results(call, flat ? layers.squeeze(output, List.of(2)) : output);
    }

    /** TensorRT takes one group for none, and normalizes each channel for itself: so all channels become one, [N, 1, all]. */
    private static NetworkTensor asOneGroup(OpCall call, NetworkTensor input) {
        Layers layers = call.layers();
        List<SymExpr> dims = call.inputSpec(0).shape().dims();
        SymExpr all = dims.stream().skip(1).reduce(SymExpr.of(1), SizeMath::product);
        NetworkTensor row = Reshape.to(call, input, List.of(dims.getFirst(), SymExpr.of(1), all));
        List<Long> one = List.of(1L, 1L, 1L);
        NetworkTensor normalized = layers.add(new Layer.Normalization(
                row,
                constant(call, 1, one),
                constant(call, 0, one),
                new Layer.NormalizationRule(List.of(2), call.real(7, 1e-5), 1, DType.FLOAT32)));
        return Reshape.to(call, normalized, dims);
    }

    private static Converted softmax(OpCall call) {
        NetworkTensor x = call.tensor(0, statisticsType(call));
        if (x.rank() == 0) {
            return Converted.of(call.layers().number(1, x.dtype(), 0));
        }
        NetworkTensor shares = call.layers().add(new Layer.SoftMax(x, call.axis(1, -1, x.rank())));
        return Converted.of(call.layers().cast(shares, call.dtype()));
    }
}
