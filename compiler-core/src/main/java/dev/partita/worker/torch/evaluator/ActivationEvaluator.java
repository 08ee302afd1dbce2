package dev.partita.worker.torch.evaluator;

import dev.partita.network.Layer;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** TensorRT's activations with their alpha and beta. */
final class ActivationEvaluator {

    private final Aten aten;

    ActivationEvaluator(Aten aten) {
        this.aten = aten;
    }

    Tensor run(Layer.Activation layer, Tensor x) {
        double alpha = layer.alpha();
        double beta = layer.beta();
        return switch (layer.type()) {
            case RELU -> aten.call("relu", x);
            case SIGMOID -> aten.call("sigmoid", x);
            case TANH -> aten.call("tanh", x);
            case LEAKY_RELU -> aten.call("leaky_relu", x, alpha);
            case ELU -> aten.call("elu", x, alpha);
            case SELU -> aten.call("elu", x, alpha, beta);
            case SOFTSIGN -> aten.call("div.Tensor", x, aten.call("add.Scalar", aten.call("abs", x), 1L));
            // alpha * log(exp(beta * x) + 1): overflows where exp does
            case SOFTPLUS -> scaled(
                    aten.call("log", aten.call("add.Scalar", aten.call("exp", scaled(x, beta)), 1L)), alpha);
            case CLIP -> aten.call("clamp", x, alpha, beta);
            case HARD_SIGMOID ->
                aten.call("clamp", aten.call("add.Scalar", scaled(x, alpha), beta), 0.0, 1.0);
            case SCALED_TANH -> scaled(aten.call("tanh", scaled(x, beta)), alpha);
            case THRESHOLDED_RELU -> aten.call("threshold", x, alpha, 0.0);
            case GELU_ERF -> aten.call("gelu", x);
            case GELU_TANH -> aten.callAll("gelu", Map.of("approximate", "tanh"), x).getFirst();
        };
    }

    private Tensor scaled(Tensor x, double factor) {
        return aten.call("mul.Scalar", x, factor);
    }
}
