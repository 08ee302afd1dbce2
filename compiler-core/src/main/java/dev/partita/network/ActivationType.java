package dev.partita.network;

/** TensorRT's activations; alpha and beta are the layer's. */
public enum ActivationType {
    RELU,
    SIGMOID,
    TANH,
    LEAKY_RELU,
    ELU,
    SELU,
    SOFTSIGN,
    SOFTPLUS,
    CLIP,
    HARD_SIGMOID,
    SCALED_TANH,
    THRESHOLDED_RELU,
    GELU_ERF,
    GELU_TANH
}
