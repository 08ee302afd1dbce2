package dev.partita.convert.torchtrt;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.settings.WeightSettings;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.stream.Stream;

/** What networks are made of: products, convolutions, pooling, normalisation, embeddings, resizing. */
final class NetworkRows {

    private static final Requirement PLAIN_AVERAGE = Requirement.that(
            "ceil_mode off and no divisor_override",
            node -> !isTrue(node, 4) && node.arg(6).filter(divisor -> !divisor.equals(Arg.NONE)).isEmpty());

    /** A dilation written as a list, even [1, 1], is refused: Torch-TensorRT compares it with the number 1. */
    private static final Requirement PLAIN_MAXIMUM = Requirement.that(
            "dilation left at 1 and ceil_mode off",
            node -> node.arg(4).filter(dilation -> !dilation.equals(Arg.of(1L)) && !dilation.equals(Arg.NONE)).isEmpty()
                    && !isTrue(node, 5));

    private static final Requirement CROSSED_AXIS_OF_THREE =
            Requirement.that("a crossed axis of constant length 3", NetworkRows::crossesThreeElements);

    private static final Requirement INFERENCE = Requirement.that(
            "train to be False", node -> node.arg(2).filter(train -> train.equals(Arg.of(false))).isPresent());

    private static final Requirement IMMUTABLE_WEIGHTS = new Requirement(
            "immutable_weights on", (_, settings) -> settings.get(WeightSettings.IMMUTABLE_WEIGHTS));

    private static final Requirement FLAT_INDICES = Requirement.that(
            "indices of one axis",
            node -> node.input(1).value().tensor().map(TensorSpec::rank).filter(rank -> rank == 1).isPresent());

    private NetworkRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("aten_ops_matmul",
                        "aten.matmul.default aten.dot.default aten.mm.default aten.mv.default aten.bmm.default"),
                Row.of("aten_ops_addmm", "aten.addmm.default"),
                Row.of("aten_ops_linear", "aten.linear.default"),
                Row.of("aten_ops_linalg_cross", "aten.linalg_cross.default").needing(CROSSED_AXIS_OF_THREE),
                Row.of("aten_ops_cdist_forward", "aten._cdist_forward.default").fixedShapesOnly(),
                Row.of("aten_ops_pdist", "aten._pdist_forward.default"),

                Row.of("aten_ops_convolution", "aten.convolution.default"),
                Row.of("conv_asym_pad", "tensorrt.conv_asym_pad.default"),
                Row.of("aten_ops_avg_pool", "aten.avg_pool1d.default aten.avg_pool2d.default aten.avg_pool3d.default")
                        .needing(PLAIN_AVERAGE),
                Row.of("aten_ops_max_pool", "aten.max_pool1d.default aten.max_pool2d.default aten.max_pool3d.default")
                        .needing(PLAIN_MAXIMUM),
                Row.of("aten_ops_adaptive_avg_pool1d", "aten.adaptive_avg_pool1d.default"),
                Row.of("aten_ops_adaptive_avg_poolNd", "aten.adaptive_avg_pool2d.default aten._adaptive_avg_pool2d.default"
                        + " aten.adaptive_avg_pool3d.default aten._adaptive_avg_pool3d.default"),

                Row.of("aten_ops_batch_norm", "aten.native_batch_norm.default").needing(Users.ONLY_FIRST_RESULT),
                Row.of("aten_ops_batch_norm", "aten.batch_norm.default"),
                Row.of("aten_ops_batch_norm_legit_no_training", "aten._native_batch_norm_legit_no_training.default")
                        .needing(Users.ONLY_FIRST_RESULT),
                Row.of("aten_ops_batch_norm_legit_no_stats", "aten._native_batch_norm_legit.no_stats")
                        .needing(Users.ONLY_FIRST_RESULT),
                Row.of("aten_ops_native_layer_norm", "aten.native_layer_norm.default"),
                Row.of("aten_ops_native_group_norm", "aten.native_group_norm.default").needing(Users.ONLY_FIRST_RESULT),
                Row.of("aten_ops_native_dropout", "aten.native_dropout.default").needing(INFERENCE).fixedShapesOnly(),

                Row.of("aten_ops_embedding", "aten.embedding.default"),
                Row.of("aten_ops_embedding_bag", "aten.embedding_bag.default aten._embedding_bag.default")
                        .needing(IMMUTABLE_WEIGHTS).needing(Users.ONLY_FIRST_RESULT).needing(FLAT_INDICES),

                Row.of("aten_ops_upsample_nearest",
                        "aten.upsample_nearest1d.vec aten.upsample_nearest2d.vec aten.upsample_nearest3d.vec"),
                Row.of("aten_ops_upsample_linear",
                        "aten.upsample_linear1d.vec aten.upsample_bilinear2d.vec aten.upsample_trilinear3d.vec"),
                Row.of("aten_ops_upsample_bicubic2d", "aten.upsample_bicubic2d.vec"),
                Row.of("aten_ops_grid", "aten.grid_sampler.default aten.grid_sampler_2d.default"));
    }

    private static boolean crossesThreeElements(Node node) {
        int axis = node.arg(2, "dim").orElse(Arg.NONE) instanceof Arg.Int(long written) ? (int) written : -1;
        return Stream.of(node.input(0), node.input(1)).allMatch(operand -> operand.value().tensor()
                .map(spec -> spec.shape().dim(axis))
                .filter(SymExpr.of(3)::equals)
                .isPresent());
    }

    private static boolean isTrue(Node node, int index) {
        return node.arg(index).filter(flag -> flag.equals(Arg.of(true))).isPresent();
    }
}
