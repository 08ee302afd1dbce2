package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.network.ActivationType;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.UnaryOperation;
import java.util.List;

/** Activations: one Activation layer each, unless torch's definition has a parameter that TensorRT's has not. */
public final class Activations {

    /** The constants with which torch calls {@code elu} for {@code selu}; TensorRT's SELU has them built in. */
    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;

    private static final double SELU_SCALE = 1.0507009873554804934193349852946;

    private Activations() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.relu.default", Activations::relu),
                row("aten.sigmoid.default", call -> simple(call, ActivationType.SIGMOID)),
                row("aten.tanh.default", call -> simple(call, ActivationType.TANH)),
                row("aten.leaky_relu.default", Activations::leakyRelu),
                row("aten.elu.default", Activations::elu),
                row("aten.softplus.default", Activations::softplus),
                row("aten.hardsigmoid.default", Activations::hardSigmoid),
                row("aten.hardtanh.default", Activations::hardTanh),
                row("aten.gelu.default", Gelu::gelu),
                row("aten._prelu_kernel.default", Activations::prelu));
    }

    private static Converted simple(OpCall call, ActivationType type) {
        return Converted.of(call.layers().activation(operand(call), type));
    }

    /** TensorRT's activations take real numbers only. */
    private static Converted relu(OpCall call) {
        NetworkTensor x = operand(call);
        return Converted.of(
                x.dtype().isFloatingPoint()
                        ? call.layers().activation(x, ActivationType.RELU)
                        : call.layers().elementWise(x, 0, ElementWiseOperation.MAX));
    }

    private static Converted leakyRelu(OpCall call) {
        return Converted.of(call.layers().activation(operand(call), ActivationType.LEAKY_RELU, call.real(1, 0.01), 0));
    }

    /**
     * {@code scale * (x > 0 ? x : alpha * (exp(x * input_scale) - 1))}. Torch-TensorRT drops scale and input_scale here,
     * but for selu; this converter keeps them.
     */
    private static Converted elu(OpCall call) {
        Layers layers = call.layers();
        NetworkTensor x = operand(call);
        double alpha = call.real(1, 1);
        double scale = call.real(2, 1);
        double inputScale = call.real(3, 1);
        if (Math.abs(alpha - SELU_ALPHA) < 1e-6 && Math.abs(scale - SELU_SCALE) < 1e-6 && inputScale == 1) {
            return Converted.of(layers.activation(x, ActivationType.SELU, SELU_ALPHA, SELU_SCALE));
        }
        NetworkTensor curve;
        if (inputScale == 1) {
            curve = layers.activation(x, ActivationType.ELU, alpha, 0);
        } else {
            NetworkTensor below = layers.elementWise(x, 0, ElementWiseOperation.MIN);
            NetworkTensor power = layers.unary(
                    layers.elementWise(below, inputScale, ElementWiseOperation.PROD), UnaryOperation.EXP);
            NetworkTensor bent = layers.elementWise(
                    layers.elementWise(power, 1, ElementWiseOperation.SUB), alpha, ElementWiseOperation.PROD);
            NetworkTensor zero = layers.number(0, x.dtype(), x.rank());
            NetworkTensor positive = layers.elementWise(x, zero, ElementWiseOperation.GREATER);
            curve = layers.select(positive, x, bent);
        }
        return Converted.of(scale == 1 ? curve : layers.elementWise(curve, scale, ElementWiseOperation.PROD));
    }

    /** Above the threshold torch goes on linearly; the layer alone would overflow there. */
    private static Converted softplus(OpCall call) {
        Layers layers = call.layers();
        NetworkTensor x = operand(call);
        double beta = call.real(1, 1);
        double threshold = call.real(2, 20) / beta;
        NetworkTensor curve = layers.activation(x, ActivationType.SOFTPLUS, 1 / beta, beta);
        NetworkTensor linear = layers.elementWise(
                x,
                layers.number(threshold, x.dtype(), x.rank()),
                beta > 0 ? ElementWiseOperation.GREATER : ElementWiseOperation.LESS);
        return Converted.of(layers.select(linear, x, curve));
    }

    /** {@code clip(x / 6 + 1/2, 0, 1)}. */
    private static Converted hardSigmoid(OpCall call) {
        return Converted.of(call.layers().activation(operand(call), ActivationType.HARD_SIGMOID, 1.0 / 6, 0.5));
    }

    private static Converted hardTanh(OpCall call) {
        double low = call.real(1, -1);
        double high = call.real(2, 1);
        NetworkTensor x = operand(call);
        if (x.dtype().isFloatingPoint()) {
            return Converted.of(call.layers().activation(x, ActivationType.CLIP, low, high));
        }
        NetworkTensor raised = call.layers().elementWise(x, low, ElementWiseOperation.MAX);
        return Converted.of(call.layers().elementWise(raised, high, ElementWiseOperation.MIN));
    }

    private static Converted prelu(OpCall call) {
        NetworkTensor slopes = call.operand(1, call.dtype(), call.rank());
        return Converted.of(call.layers().add(new Layer.ParametricRelu(operand(call), slopes)));
    }

    private static NetworkTensor operand(OpCall call) {
        return call.tensor(0, call.dtype());
    }
}
