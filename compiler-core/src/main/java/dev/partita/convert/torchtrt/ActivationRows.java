package dev.partita.convert.torchtrt;

import java.util.List;

/** Activation functions. */
final class ActivationRows {

    private ActivationRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("aten_ops_relu", "aten.relu.default"),
                Row.of("aten_ops_sigmoid", "aten.sigmoid.default"),
                Row.of("aten_ops_tanh", "aten.tanh.default"),
                Row.of("aten_ops_leaky_relu", "aten.leaky_relu.default"),
                Row.of("aten_ops_elu", "aten.elu.default"),
                Row.of("aten_ops_softplus", "aten.softplus.default"),
                Row.of("aten_ops_hardtanh", "aten.hardtanh.default"),
                Row.of("aten_ops_hard_sigmoid", "aten.hardsigmoid.default"),
                Row.of("aten_ops_gelu", "aten.gelu.default"),
                Row.of("aten_ops_prelu", "aten._prelu_kernel.default"),
                Row.of("aten_ops_softmax", "aten._softmax.default"));
    }
}
