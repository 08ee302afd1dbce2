package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Norms of matrices: of all elements, of sums along rows or columns, of singular values. */
final class MatrixNormDecompositions {

    private static final Arg LAST = Arg.of(-1);

    private MatrixNormDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.linalg_matrix_norm.str_ord", (call, tracer) -> call.text("ord").equals("fro")
                ? frobenius(call, tracer) : ofSingularValues(converted(call, tracer), axes(call), call, "sum", tracer));
        table.composite("aten.linalg_matrix_norm.default", (call, tracer) ->
                ofOrder(converted(call, tracer), call.number("ord"), axes(call), call, tracer));
    }

    private static Arg converted(Call call, Tracer tracer) {
        return call.dtypeArgument().filter(dtype -> dtype != call.dtype("self"))
                .map(dtype -> tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(dtype)), call.arg("self")))
                .orElse(call.arg("self"));
    }

    private static int[] axes(Call call) {
        int rank = call.shape("self").rank();
        long[] given = call.integers("dim");
        return new int[] {Dims.axis(given[0], rank), Dims.axis(given[1], rank)};
    }

    private static Arg frobenius(Call call, Tracer tracer) {
        int[] axes = axes(call);
        return tracer.call("aten.linalg_vector_norm.default", converted(call, tracer), Arg.of(2),
                Arg.ints(axes[0], axes[1]), call.arg("keepdim"));
    }

    /** @param call gives {@code keepdim} */
    static Arg ofOrder(Arg matrix, double order, int[] axes, Call call, Tracer tracer) {
        String extreme = order > 0 ? "amax" : "amin";
        if (Math.abs(order) == 2) {
            return ofSingularValues(matrix, axes, call, extreme, tracer);
        }
        int summed = Double.isInfinite(order) ? axes[1] : axes[0];
        int compared = Double.isInfinite(order) ? axes[0] : axes[1];
        Arg sums = tracer.call("aten.linalg_vector_norm.default", matrix, Arg.of(1.0), Arg.ints(summed), call.arg("keepdim"));
        boolean closed = !call.flag("keepdim") && compared > summed;
        return tracer.call("aten." + extreme + ".default", sums,
                Arg.ints(closed ? compared - 1 : compared), call.arg("keepdim"));
    }

    private static Arg ofSingularValues(Arg matrix, int[] axes, Call call, String reduction, Tracer tracer) {
        int rank = tracer.shape(matrix).rank();
        List<Long> order = new ArrayList<>();
        for (long axis = 0; axis < rank; axis++) {
            if (axis != axes[0] && axis != axes[1]) {
                order.add(axis);
            }
        }
        order.add((long) axes[0]);
        order.add((long) axes[1]);
        Arg moved = tracer.call("aten.permute.default", matrix, Arg.list(order.stream().map(Arg::of).toList()));
        Arg values = MatrixRankDecompositions.singularValues(moved, tracer);
        Arg result = tracer.call(reduction.equals("sum") ? "aten.sum.dim_IntList" : "aten." + reduction + ".default",
                values, Arg.ints(-1), call.arg("keepdim"));
        if (!call.flag("keepdim")) {
            return result;
        }
        List<Arg> back = new ArrayList<>();
        for (long axis = 0; axis < rank; axis++) {
            back.add(Arg.of(order.indexOf(axis)));
        }
        return tracer.call("aten.permute.default", tracer.call("aten.unsqueeze.default", result, LAST), Arg.list(back));
    }
}
