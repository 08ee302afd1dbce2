package dev.partita.convert.op;

import dev.partita.convert.Arguments;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.convert.Weights;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.Operand;
import dev.partita.network.WeightSource;
import dev.partita.network.WeightWriter;
import dev.partita.network.Window;
import dev.partita.settings.PrecisionSettings;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last linear of a convolutional network, on its channels' means, as a convolution over one pixel. A matrix product
 * there makes TensorRT 10.6 enter its compiler for this one layer: 12 to 15 µs instead of 7 to 9 on an H100, a tenth of
 * ResNet-18. Where the result is computed with any further, the compiler fuses that, and the product is left to it.
 */
final class ClassifierHead {

    private static final OpName MEAN = OpName.of("aten.mean.dim");

    /** What may stand between the means and the linear: flattening, and what dropout leaves behind. */
    private static final Set<OpName> RESHAPES = Set.of(
            OpName.of("aten._reshape_copy.default"), OpName.of("aten.view.default"), OpName.of("aten.reshape.default"),
            OpName.of("aten.squeeze.dims"), OpName.of("aten.clone.default"), OpName.of("aten.alias.default"));

    private ClassifierHead() {}

    /** The linear's result, when it is one. */
    static Optional<NetworkTensor> convolved(OpCall linear) {
        return isHead(linear) ? weights(linear, 1).map(kernel -> convolve(linear, kernel)) : Optional.empty();
    }

    private static NetworkTensor convolve(OpCall linear, WeightSource kernel) {
        Layers layers = linear.layers();
        List<Long> ones = List.of(1L, 1L);
        List<Long> zeros = List.of(0L, 0L);
        NetworkTensor image = layers.unsqueeze(linear.tensor(0, linear.dtype()), List.of(2, 3));
        NetworkTensor convolved = layers.add(new Layer.Convolution(
                image,
                new Operand.Weights(Weights.appendAxis(Weights.appendAxis(kernel))),
                weights(linear, 2).map(Operand.Weights::new),
                new Window(ones, ones, zeros, zeros, ones),
                1));
        return layers.squeeze(convolved, List.of(2, 3));
    }

    private static boolean isHead(OpCall linear) {
        return linear.inputSpec(0).rank() == 2
                && (linear.dtype() == DType.FLOAT16 || linear.dtype() == DType.FLOAT32)
                && !linear.settings().get(PrecisionSettings.USE_FP32_ACC)
                && (!linear.has(2) || weights(linear, 2).isPresent())
                && linear.node().users().stream().noneMatch(linear.context()::contains)
                && operand(linear.node()).filter(features -> areMeansOfChannels(features, linear)).isPresent();
    }

    private static boolean areMeansOfChannels(Node features, OpCall linear) {
        Node node = features;
        while (linear.context().contains(node) && RESHAPES.contains(node.op())) {
            Optional<Node> reshaped = operand(node);
            if (reshaped.isEmpty()) {
                return false;
            }
            node = reshaped.get();
        }
        return linear.context().contains(node) && node.calls(MEAN) && isOverPixels(linear.at(node));
    }

    private static boolean isOverPixels(OpCall mean) {
        return mean.inputSpec(0).rank() == 4 && Set.copyOf(mean.axes(1, 4)).equals(Set.of(2, 3));
    }

    private static Optional<WeightSource> weights(OpCall linear, int index) {
        return linear.weights(index).filter(WeightWriter::hasValues).map(known -> Weights.cast(known, linear.dtype()));
    }

    private static Optional<Node> operand(Node node) {
        return Arguments.of(node, 0)
                .filter(Arg.Ref.class::isInstance)
                .map(arg -> ((Arg.Ref) arg).node())
                .filter(Node::isCall);
    }
}
