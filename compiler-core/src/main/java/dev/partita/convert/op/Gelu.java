package dev.partita.convert.op;

import dev.partita.convert.Converted;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.network.ActivationType;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.UnaryOperation;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;

/**
 * {@code x * (erf(x / sqrt(2)) + 1) / 2}, or its approximation with a hyperbolic tangent. Where TensorRT 10.6 recognises a
 * GELU behind a product in float16, its compiler tries out a large family of kernels that do both, which makes most of a
 * transformer's build: 79 s of a BERT's, 92 s of a ViT's. It does not recognise one whose halving comes before the product
 * with x, builds in a third of the time, and runs as fast (docs/gpu-results.md) but for large batches.
 */
final class Gelu {

    /** From 5 million elements on the recognised form runs up to 4 % faster; up to 3 million it runs no faster, or 2 % slower. */
    private static final long MOST_SPELLED = 1 << 22;

    private Gelu() {}

    static Converted gelu(OpCall call) {
        String form = call.kwarg("approximate").or(() -> call.arg(1)).map(Object::toString).orElse("none");
        NetworkTensor x = call.tensor(0, call.dtype());
        if (form.contains("tanh")) {
            return Converted.of(call.layers().activation(x, ActivationType.GELU_TANH));
        }
        return Converted.of(
                x.dtype() == DType.FLOAT16 && hasAtMost(MOST_SPELLED, call)
                        ? spelled(call.layers(), x)
                        : call.layers().activation(x, ActivationType.GELU_ERF));
    }

    /** The factor in float32: below x = -2 it is a small difference of numbers near 1. */
    private static NetworkTensor spelled(Layers layers, NetworkTensor x) {
        NetworkTensor wide = layers.cast(x, DType.FLOAT32);
        NetworkTensor erf = layers.unary(layers.elementWise(wide, Math.sqrt(2), ElementWiseOperation.DIV), UnaryOperation.ERF);
        NetworkTensor factor =
                layers.elementWise(layers.elementWise(erf, 1, ElementWiseOperation.SUM), 0.5, ElementWiseOperation.PROD);
        return layers.elementWise(x, layers.cast(factor, x.dtype()), ElementWiseOperation.PROD);
    }

    private static boolean hasAtMost(long most, OpCall call) {
        long elements = 1;
        for (SymExpr extent : call.spec().shape().dims()) {
            long longest = call.context().bounds(extent).max();
            if (longest > most / Math.max(elements, 1)) {
                return false;
            }
            elements *= longest;
        }
        return true;
    }
}
