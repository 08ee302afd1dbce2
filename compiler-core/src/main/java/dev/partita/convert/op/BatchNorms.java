package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;
import static dev.partita.convert.op.Normalizations.FIRST_RESULT_ONLY;
import static dev.partita.convert.op.Normalizations.affine;
import static dev.partita.convert.op.Normalizations.constant;
import static dev.partita.convert.op.Normalizations.perChannel;
import static dev.partita.convert.op.Normalizations.results;

import dev.partita.convert.Arguments;
import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.convert.Weights;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.ReduceOperation;
import dev.partita.network.ScaleMode;
import dev.partita.network.UnaryOperation;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Batch norm of constants: part of the convolution before it ({@link BatchNormFold}), else one Scale layer; of computed
 * parameters: arithmetic; of the batch's own statistics: arithmetic, or a Normalization layer for a batch of one.
 */
public final class BatchNorms {

    private BatchNorms() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten._native_batch_norm_legit_no_training.default", call -> batchNorm(call, 6))
                        .unless(FIRST_RESULT_ONLY),
                row("aten._native_batch_norm_legit.no_stats", BatchNorms::ownStatistics).unless(FIRST_RESULT_ONLY),
                row("aten.native_batch_norm.default", call -> batchNorm(call, 7))
                        .unless(FIRST_RESULT_ONLY).unless(training(5)),
                row("aten.batch_norm.default", call -> batchNorm(call, 7)).unless(training(5)));
    }

    private static ConversionCheck training(int index) {
        return (node, settings) -> Arguments.flag(node, index, false)
                ? Optional.of("batch norm in training updates its statistics; TensorRT only infers")
                : Optional.empty();
    }

    /** Arguments: input, weight, bias, running mean, running variance, ..., epsilon. */
    private static Converted batchNorm(OpCall call, int epsilonIndex) {
        double epsilon = call.real(epsilonIndex, 1e-5);
        NetworkTensor input = call.tensor(0, call.dtype());
        if (call.context().isAbsorbed(call.node())) {
            return results(call, input);
        }
        boolean constant = IntStream.rangeClosed(1, 4).allMatch(i -> !call.has(i) || call.weights(i).isPresent())
                && input.dim(1) >= 0
                && call.weights(3).isPresent()
                && call.weights(4).isPresent();
        NetworkTensor output = constant ? scaled(call, input, epsilon) : normalized(call, input, epsilon);
        return results(call, output);
    }

    /**
     * Statistics of this very batch; of a batch of one, which is what instance norm becomes, a Normalization layer over
     * space. Torch-TensorRT takes mean 0 and variance 1 here, which is another function.
     */
    private static Converted ownStatistics(OpCall call) {
        Layers layers = call.layers();
        NetworkTensor input = call.tensor(0, call.dtype());
        if (input.rank() > 2 && input.dim(0) == 1 && input.dim(1) > 0) {
            return results(call, overSpace(call, input));
        }
        List<Integer> axes = IntStream.range(0, input.rank()).filter(axis -> axis != 1).boxed().toList();
        NetworkTensor mean = layers.reduce(input, ReduceOperation.AVG, axes, true);
        NetworkTensor centred = layers.elementWise(input, mean, ElementWiseOperation.SUB);
        NetworkTensor squares = layers.elementWise(centred, centred, ElementWiseOperation.PROD);
        NetworkTensor variance = layers.reduce(squares, ReduceOperation.AVG, axes, true);
        NetworkTensor deviation = layers.unary(
                layers.elementWise(variance, call.real(5, 1e-5), ElementWiseOperation.SUM), UnaryOperation.SQRT);
        NetworkTensor unit = layers.elementWise(centred, deviation, ElementWiseOperation.DIV);
        return results(call, affine(call, unit, 1, 2));
    }

    private static NetworkTensor overSpace(OpCall call, NetworkTensor input) {
        List<Long> dims = new ArrayList<>(Collections.nCopies(input.rank(), 1L));
        dims.set(1, input.dim(1));
        List<Integer> axes = IntStream.range(2, input.rank()).boxed().toList();
        return call.layers().add(new Layer.Normalization(
                input,
                call.has(1) ? perChannel(call, 1, input) : constant(call, 1, dims),
                call.has(2) ? perChannel(call, 2, input) : constant(call, 0, dims),
                new Layer.NormalizationRule(axes, call.real(5, 1e-5), 1, DType.FLOAT32)));
    }

    /** {@code x * w / sqrt(var + eps) + (b - mean * w / sqrt(var + eps))}, the factors computed here, in double. */
    private static NetworkTensor scaled(OpCall call, NetworkTensor input, double epsilon) {
        ChannelScale channels = ChannelScale.of(call, epsilon);
        String name = call.node().name();
        return channelScale(
                call.layers(),
                input,
                Weights.computed(numbers(channels.scale()), name + ".scale", input.dtype()),
                Weights.computed(numbers(channels.shift()), name + ".shift", input.dtype()));
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The layer wants two spatial axes at least. */
    private static NetworkTensor channelScale(
            Layers layers, NetworkTensor input, WeightSource scale, WeightSource shift) {
        List<Integer> added = IntStream.range(input.rank(), Math.max(input.rank(), 4)).boxed().toList();
        NetworkTensor wide = added.isEmpty() ? input : layers.unsqueeze(input, added);
        NetworkTensor output =
                layers.add(new Layer.Scale(wide, ScaleMode.CHANNEL, Optional.of(shift), Optional.of(scale), 1));
        return layers.squeeze(output, added);
    }

    private static NetworkTensor normalized(OpCall call, NetworkTensor input, double epsilon) {
        Layers layers = call.layers();
        NetworkTensor deviation = layers.unary(
                layers.elementWise(perChannel(call, 4, input), epsilon, ElementWiseOperation.SUM), UnaryOperation.SQRT);
        NetworkTensor output = layers.elementWise(
                layers.elementWise(input, perChannel(call, 3, input), ElementWiseOperation.SUB),
                deviation,
                ElementWiseOperation.DIV);
        return affine(call, output, 1, 2);
    }
}
