package dev.partita.convert.op;

import dev.partita.convert.Arguments;
import dev.partita.convert.OpCall;
import dev.partita.convert.Weights;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.network.Operand;
import dev.partita.network.WeightSource;
import dev.partita.network.WeightWriter;
import java.util.Optional;

/**
 * A batch norm of constants folded into the weights of the convolution before it. TensorRT would fold a Scale layer, too,
 * but out of factors and weights that are rounded already; here the product is rounded once.
 */
final class BatchNormFold {

    private static final OpName BATCH_NORM = OpName.of("aten._native_batch_norm_legit_no_training.default");

    private BatchNormFold() {}

    /** What the layer of a convolution takes. */
    record Filter(Operand kernel, Optional<Operand> bias) {}

    /** The filter with the batch norm after the convolution in it, if it fits; the batch norm counts as done then. */
    static Filter fold(OpCall convolution, Filter plain) {
        Optional<OpCall> norm = follower(convolution);
        if (norm.isEmpty()
                || !(plain.kernel() instanceof Operand.Weights(WeightSource.Stored kernel))
                || !isKnownOrAbsent(plain.bias())) {
            return plain;
        }
        ChannelScale channels = ChannelScale.of(norm.get(), norm.get().real(6, 1e-5));
        if (channels.scale().size() != kernel.dims().getFirst()) {
            return plain;
        }
        double[] before = convolution.weights(2)
                .map(Weights::values)
                .orElseGet(() -> new double[channels.scale().size()]);
        WeightSource bias = Weights.computed(
                channels.applied(before), norm.get().node().name() + ".bias", convolution.dtype());
        convolution.context().absorb(norm.get().node());
        return new Filter(
                new Operand.Weights(new WeightSource.Scaled(kernel, channels.scale())),
                Optional.of(new Operand.Weights(bias)));
    }

    private static boolean isKnownOrAbsent(Optional<Operand> bias) {
        return bias.isEmpty()
                || (bias.get() instanceof Operand.Weights(WeightSource source) && WeightWriter.hasValues(source));
    }

    /** The batch norm of constants in this segment that alone reads the convolution. */
    private static Optional<OpCall> follower(OpCall convolution) {
        if (convolution.node().users().size() != 1) {
            return Optional.empty();
        }
        Node user = convolution.node().users().getFirst();
        if (!user.calls(BATCH_NORM)
                || !convolution.context().contains(user)
                || user.arg(0).filter(Arg.of(convolution.node())::equals).isEmpty()) {
            return Optional.empty();
        }
        OpCall norm = convolution.at(user);
        boolean constant = isConstant(norm, 3) && isConstant(norm, 4)
                && (!norm.has(1) || isConstant(norm, 1))
                && (!norm.has(2) || isConstant(norm, 2));
        return constant && norm.dtype() == convolution.dtype() ? Optional.of(norm) : Optional.empty();
    }

    /** Calls that stand between the two are not converted yet, so weights of the program alone can be asked for. */
    private static boolean isConstant(OpCall norm, int index) {
        return Arguments.of(norm.node(), index)
                .filter(arg -> arg instanceof Arg.Ref(Node input) && input.kind() == NodeKind.GET_ATTR)
                .flatMap(norm::weights)
                .filter(WeightWriter::hasValues)
                .isPresent();
    }
}
