package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Map;

/** What rests on singular values: rank, condition, and the matrix norms that compare or sum them. */
final class MatrixRankDecompositions {

    private static final Arg LAST = Arg.of(-1);
    private static final Arg INFINITY = Arg.of(Double.POSITIVE_INFINITY);

    private MatrixRankDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.linalg_matrix_rank.default", (call, tracer) ->
                rank(call, tolerance(call.number("tol"), tracer), tolerance(0, tracer), tracer));
        table.composite("aten.linalg_matrix_rank.atol_rtol_float", (call, tracer) -> {
            double absolute = call.has("atol") ? call.number("atol") : 0;
            double relative = call.has("rtol") ? call.number("rtol") : absolute > 0 ? 0 : smallest(call);
            return rank(call, tolerance(absolute, tracer), tolerance(relative, tracer), tracer);
        });
        table.composite("aten.linalg_matrix_rank.atol_rtol_tensor", (call, tracer) -> {
            if (call.has("atol") && !call.has("rtol")) {
                throw new IllegalArgumentException("a rank whose relative tolerance depends on data");
            }
            Arg absolute = call.has("atol") ? call.arg("atol") : tolerance(0, tracer);
            return rank(call, absolute, call.has("rtol") ? call.arg("rtol") : tolerance(smallest(call), tracer), tracer);
        });
        table.composite("aten.linalg_cond.default", MatrixRankDecompositions::condition);
        table.composite("aten.linalg_cond.p_str", (call, tracer) -> call.text("p").equals("nuc")
                ? nuclearCondition(call, tracer)
                : conditionByInverse(call, "aten.linalg_matrix_norm.str_ord", call.arg("p"), tracer));
    }

    static Arg tolerance(double value, Tracer tracer) {
        return tracer.call("aten.full.default",
                Map.of("dtype", Arg.of(DType.FLOAT64), "device", tracer.device()), Arg.list(List.of()), Arg.of(value));
    }

    /** Rounding of the type times the longer side. */
    private static double smallest(Call call) {
        double epsilon = switch (call.dtype("input")) {
            case FLOAT64, COMPLEX128 -> Math.ulp(1.0);
            case FLOAT32, COMPLEX64 -> Math.ulp(1.0f);
            default -> throw new IllegalArgumentException("the rank of a matrix of " + call.dtype("input"));
        };
        int rank = call.shape("input").rank();
        return epsilon * Math.max(extent(call, rank - 1), extent(call, rank - 2));
    }

    private static long extent(Call call, int axis) {
        return call.shape("input").dim(axis).constantValue().orElseThrow(() ->
                new IllegalArgumentException("the rank of a matrix of unknown size"));
    }

    /** How many singular values are above the tolerance. */
    private static Arg rank(Call call, Arg absolute, Arg relative, Tracer tracer) {
        Arg values;
        Arg largest;
        if (call.flag("hermitian")) {
            values = tracer.call("aten.abs.default",
                    Tracer.item(FactorizationDecompositions.symmetric(call.values().getFirst(), Arg.of("L"), tracer), 0));
            largest = tracer.call("aten.amax.default", values, Arg.ints(-1), Arg.of(true));
        } else {
            values = singularValues(call.values().getFirst(), tracer);
            largest = tracer.call("aten.slice.Tensor", values, LAST, Arg.of(0), Arg.of(1));
        }
        Arg scaled = tracer.call("aten.mul.Tensor", tracer.call("aten.unsqueeze.default", relative, LAST), largest);
        Arg bound = tracer.call("aten.maximum.default", tracer.call("aten.unsqueeze.default", absolute, LAST), scaled);
        return tracer.call("aten.sum.dim_IntList", tracer.call("aten.gt.Tensor", values, bound), Arg.ints(-1));
    }

    static Arg singularValues(Arg matrix, Tracer tracer) {
        return Tracer.item(FactorizationDecompositions.singular(matrix, false, Arg.NONE, tracer), 1);
    }

    private static Arg condition(Call call, Tracer tracer) {
        double order = call.has("p") ? call.number("p") : 2;
        if (Math.abs(order) != 2) {
            return conditionByInverse(call, "aten.linalg_matrix_norm.default", call.arg("p"), tracer);
        }
        Arg values = singularValues(call.arg("self"), tracer);
        long count = tracer.shape(values).dims().getLast().constantValue().orElseThrow();
        Arg largest = tracer.call("aten.slice.Tensor", values, LAST, Arg.of(0), Arg.of(1));
        Arg least = tracer.call("aten.slice.Tensor", values, LAST, Arg.of(count - 1), Arg.of(count));
        Arg ratio = order > 0 ? tracer.call("aten.div.Tensor", largest, least) : tracer.call("aten.div.Tensor", least, largest);
        return tracer.call("aten.squeeze.dim", ratio, LAST);
    }

    private static Arg nuclearCondition(Call call, Tracer tracer) {
        Arg values = singularValues(call.arg("self"), tracer);
        Arg ofInverse = tracer.call("aten.sum.dim_IntList", tracer.call("aten.reciprocal.default", values), Arg.ints(-1));
        return tracer.call("aten.mul.Tensor", tracer.call("aten.sum.dim_IntList", values, Arg.ints(-1)), ofInverse);
    }

    /** The norm times that of the inverse, which is infinite where there is none. */
    private static Arg conditionByInverse(Call call, String norm, Arg order, Tracer tracer) {
        Arg inverse = MatrixDecompositions.inverseWithStatus(call.arg("self"), tracer);
        Arg status = tracer.call("aten.unsqueeze.default", Tracer.item(inverse, 1), LAST);
        Arg failed = tracer.call("aten.gt.Scalar", tracer.call("aten.unsqueeze.default", status, LAST), Arg.of(0));
        Arg filled = tracer.call("aten.masked_fill.Scalar", Tracer.item(inverse, 0), failed, INFINITY);
        // Written in place, into a tensor that the kernel has laid out by columns.
        Arg copied = tracer.call("aten.clone.default",
                Map.of("memory_format", new Arg.MemoryFormat("contiguous_format")), filled);
        Arg own = tracer.call(norm, call.arg("self"), order);
        Arg product = tracer.call("aten.mul.Tensor", own, tracer.call(norm, copied, order));
        return tracer.call("aten.nan_to_num.default", product, INFINITY, INFINITY, Arg.of(Double.NEGATIVE_INFINITY));
    }
}
