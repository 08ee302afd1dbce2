package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Diagonals of matrices, and matrices that have a given diagonal. */
final class DiagonalDecompositions {

    private DiagonalDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.diag.default", DiagonalDecompositions::diagonal);
        table.composite("aten.diagflat.default", (call, tracer) -> tracer.call("aten.diag.default",
                tracer.call("aten.view.default", tracer.call("aten.contiguous.default", call.arg("self")), Arg.ints(-1)),
                call.arg("offset")));
        table.decompose("aten.diag_embed.default", DiagonalDecompositions::embedded);
        table.composite("aten.fill_diagonal_.default", DiagonalDecompositions::filled);
        table.decompose("aten.trace.default", (call, tracer) ->
                tracer.call("aten.sum.default", tracer.call("aten.diag.default", call.arg("self"))));
    }

    /** Writes to a view of the diagonal; that of a tall matrix may begin again, one row below the square that ended it. */
    private static Arg filled(Call call, Tracer tracer) {
        Node self = call.node("self");
        if (tracer.aliases().isView(self)) {
            throw new IllegalArgumentException("the diagonal of a view, of which nobody knows where it begins");
        }
        long[] extents = known(call.shape("self").dims());
        long[] strides = known(tracer.strides(self).steps());
        long size = LongStream.of(extents).min().orElse(0);
        long stride = LongStream.of(strides).sum();
        fill(call, size, stride, 0, tracer);
        if (call.flag("wrap") && extents.length == 2 && extents[0] > extents[1] + 1) {
            long step = extents[1] + 1;
            fill(call, Math.ceilDiv(extents[0] * extents[1], step) - size, stride, strides[0] * step, tracer);
        }
        return call.arg("self");
    }

    private static void fill(Call call, long size, long stride, long offset, Tracer tracer) {
        Arg diagonal = tracer.call(
                "aten.as_strided.default", call.arg("self"), Arg.ints(size), Arg.ints(stride), Arg.of(offset));
        tracer.call("aten.fill_.Scalar", diagonal, call.arg("fill_value"));
    }

    private static long[] known(List<SymExpr> numbers) {
        return numbers.stream().mapToLong(number -> number.constantValue().orElseThrow(
                () -> new IllegalArgumentException("the diagonal of a tensor of unknown extents"))).toArray();
    }

    private static Arg diagonal(Call call, Tracer tracer) {
        return call.shape("self").rank() == 1
                ? tracer.call("aten.diag_embed.default", call.arg("self"), call.arg("diagonal"))
                : tracer.call("aten.diagonal_copy.default", call.arg("self"), call.arg("diagonal"));
    }

    /** Spreads the last axis over a new one and keeps what lies on the diagonal. */
    private static Arg embedded(Call call, Tracer tracer) {
        int rank = call.shape("self").rank() + 1;
        int first = Dims.axis(call.integer("dim1"), rank);
        int second = Dims.axis(call.integer("dim2"), rank);
        long offset = call.integer("offset");
        if (first > second) {
            int swapped = first;
            first = second;
            second = swapped;
            offset = -offset;
        }
        Arg values = padded(call, offset, tracer);
        SymExpr extent = tracer.shape(values).dims().getLast();
        Arg raised = tracer.call("aten.unsqueeze.default", values, Arg.of(first));
        List<Arg> order = new ArrayList<>();
        for (int axis = 0; axis < rank - 1; axis++) {
            order.add(Arg.of(axis));
        }
        order.add(second, Arg.of(rank - 1));
        Arg moved = tracer.call("aten.permute.default", raised, Arg.list(order));
        Map<String, Arg> counting = Map.of("dtype", Arg.of(DType.INT64), "layout", new Arg.Layout("strided"),
                "device", tracer.device(), "pin_memory", Arg.of(false));
        Arg rows = tracer.call("aten.arange.start_step", counting, Arg.of(0), new Arg.Sym(extent));
        Arg columns = tracer.call("aten.arange.start_step", counting, Arg.of(offset), new Arg.Sym(Dims.add(extent, offset)));
        Arg onDiagonal = tracer.call("aten.eq.Tensor", rows, tracer.call("aten.unsqueeze.default", columns, Arg.of(-1)));
        List<Arg> extents = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            extents.add(axis == first || axis == second ? new Arg.Sym(extent) : Arg.of(1));
        }
        Arg mask = tracer.call("aten.reshape.default", onDiagonal, Arg.list(extents));
        Arg result = call.dtype("self") == DType.BOOL ? tracer.call("aten.logical_and.default", mask, moved)
                : tracer.call("aten.where.ScalarOther", mask, moved, Arg.of(0));
        return tracer.call("aten.contiguous.default", result);
    }

    /** An offset makes the matrix larger by as many rows and columns; zeros fill the diagonal up. */
    private static Arg padded(Call call, long offset, Tracer tracer) {
        Arg self = call.arg("self");
        if (offset == 0) {
            return self;
        }
        List<Arg> extents = new ArrayList<>();
        call.shape("self").dims().forEach(dim -> extents.add(new Arg.Sym(dim)));
        extents.set(extents.size() - 1, Arg.of(Math.abs(offset)));
        Arg zeros = tracer.call("aten.zeros.default", Map.of("dtype", Arg.of(call.dtype("self")),
                "device", tracer.device(), "pin_memory", Arg.of(false)), Arg.list(extents));
        return tracer.call("aten.cat.default", Arg.list(offset > 0 ? List.of(zeros, self) : List.of(self, zeros)), Arg.of(-1));
    }
}
