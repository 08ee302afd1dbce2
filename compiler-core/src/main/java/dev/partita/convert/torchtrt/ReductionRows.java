package dev.partita.convert.torchtrt;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/** Sums, means, extremes, sorting. */
final class ReductionRows {

    /** TensorRT's own limit for its TopK layer. */
    private static final long LARGEST_K = 3840;

    private static final Requirement SMALL_CONSTANT_K = Requirement.that(
            "a constant k of at most " + LARGEST_K,
            node -> node.arg(1).filter(k -> k instanceof Arg.Int(long value) && value <= LARGEST_K).isPresent());

    private static final Requirement SMALL_SORTED_AXIS = Requirement.that(
            "a sorted axis of constant length, at most " + LARGEST_K, ReductionRows::sortsFewElements);

    private ReductionRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("aten_ops_sum", "aten.sum.default aten.sum.dim_IntList prims.sum.default"),
                Row.of("aten_ops_prod", "aten.prod.default aten.prod.dim_int"),
                Row.of("aten_ops_mean", "aten.mean.default aten.mean.dim"),
                Row.of("aten_ops_amax", "aten.amax.default"),
                Row.of("aten_ops_amin", "aten.amin.default"),
                Row.of("aten_ops_max", "aten.max.default"),
                Row.of("aten_ops_max", "aten.max.dim").needing(Users.ONLY_FIRST_RESULT),
                Row.of("aten_ops_min", "aten.min.default"),
                Row.of("aten_ops_min", "aten.min.dim").needing(Users.ONLY_FIRST_RESULT),
                Row.of("aten_ops_any", "aten.any.default aten.any.dim aten.any.dims"),
                Row.of("aten_ops_argmax", "aten.argmax.default"),
                Row.of("aten_ops_argmin", "aten.argmin.default"),
                Row.of("aten_ops_cumsum", "aten.cumsum.default"),
                Row.of("aten_ops_topk", "aten.topk.default").needing(SMALL_CONSTANT_K),
                Row.of("aten_ops_sort", "aten.sort.default").needing(SMALL_SORTED_AXIS));
    }

    private static boolean sortsFewElements(Node node) {
        Optional<TensorSpec> input = node.input(0).value().tensor();
        if (input.isEmpty() || input.get().rank() == 0) {
            return false;
        }
        int axis = node.arg(1).orElse(Arg.NONE) instanceof Arg.Int(long written) ? (int) written : -1;
        SymExpr length = input.get().shape().dim(axis);
        return length.isConstant() && length.constantValue().orElseThrow() <= LARGEST_K;
    }
}
