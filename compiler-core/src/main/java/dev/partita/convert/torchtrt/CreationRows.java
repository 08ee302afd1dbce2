package dev.partita.convert.torchtrt;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import java.util.List;

/** Ops that make a tensor from nothing. Random ones are drawn once, while building. */
final class CreationRows {

    private static final Requirement PLAIN_RANDOM = Requirement.that(
            "dtype and layout left at their defaults", node -> !isGiven(node, "dtype") && !isGiven(node, "layout"));

    private static final Requirement CONSTANT_LENGTH =
            Requirement.that("a constant length", node -> node.arg(0).orElse(Arg.NONE) instanceof Arg.Int);

    private static final Requirement PLAIN_EMPTY = Requirement.that(
            "device, layout and memory_format left at their defaults",
            node -> !isGiven(node, "device") && !isGiven(node, "layout") && !isGiven(node, "memory_format"));

    private CreationRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("aten_ops_full", "aten.full.default"),
                Row.of("aten_ops_scalar_tensor", "aten.scalar_tensor.default"),
                Row.of("aten_ops_arange_start_step", "aten.arange.start_step"),
                Row.of("aten_ops_rand", "aten.rand.default").needing(PLAIN_RANDOM).fixedShapesOnly(),
                Row.of("aten_ops_randn", "aten.randn.default").needing(PLAIN_RANDOM).fixedShapesOnly(),
                Row.of("aten_ops_randperm", "aten.randperm.default")
                        .needing(CONSTANT_LENGTH).needing(PLAIN_RANDOM).fixedShapesOnly(),
                Row.of("aten_ops_empty", "aten.empty.memory_format").needing(PLAIN_EMPTY).fixedShapesOnly());
    }

    private static boolean isGiven(Node node, String keyword) {
        return !node.kwargs().getOrDefault(keyword, Arg.NONE).equals(Arg.NONE);
    }
}
