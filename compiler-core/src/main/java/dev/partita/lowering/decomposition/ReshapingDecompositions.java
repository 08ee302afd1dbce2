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

/** Flattening, repeating, windows, triangles, classes as columns. */
final class ReshapingDecompositions {

    private ReshapingDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.unfold_copy.default", (call, tracer) -> tracer.call("aten.clone.default",
                Map.of("memory_format", new Arg.MemoryFormat("contiguous_format")),
                tracer.call(call.as("aten.unfold.default"))));
        table.composite("aten.ravel.default", (call, tracer) -> tracer.call("aten.reshape.default",
                CopyDecompositions.contiguous(call.arg("self"), tracer), Arg.ints(-1)));
        table.composite("aten.sum_to_size.default", ReshapingDecompositions::summedTo);
        table.composite("aten.tile.default", ReshapingDecompositions::tile);
        table.composite("aten.repeat_interleave.self_int", ReshapingDecompositions::repeatInterleave);
        table.decompose("aten.unfold.default", ReshapingDecompositions::unfold);
        table.decompose("aten.tril.default", (call, tracer) -> triangle(call, tracer, "aten.le.Scalar"));
        table.decompose("aten.triu.default", (call, tracer) -> triangle(call, tracer, "aten.ge.Scalar"));
        table.composite("aten.one_hot.default", ReshapingDecompositions::oneHot);
    }

    private static Arg summedTo(Call call, Tracer tracer) {
        List<SymExpr> dims = call.shape("self").dims();
        List<SymExpr> wanted = call.dims("size");
        if (wanted.isEmpty()) {
            return tracer.call("aten.sum.default", call.arg("self"));
        }
        int added = dims.size() - wanted.size();
        List<Arg> axes = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            if (axis < added || Dims.isOne(wanted.get(axis - added)) && !Dims.isOne(dims.get(axis))) {
                axes.add(Arg.of(axis));
            }
        }
        Arg sum = axes.isEmpty() ? call.arg("self")
                : tracer.call("aten.sum.dim_IntList", call.arg("self"), Arg.list(axes), Arg.of(true));
        return added > 0 ? tracer.call("aten.view.default", sum, call.arg("size")) : sum;
    }

    private static Arg tile(Call call, Tracer tracer) {
        List<Arg> times = new ArrayList<>(call.items("dims"));
        while (times.size() < call.shape("self").rank()) {
            times.addFirst(Arg.of(1));
        }
        return tracer.call("aten.repeat.default", call.arg("self"), Arg.list(times));
    }

    /** An axis behind {@code dim} is stretched, copied, and merged into it. */
    private static Arg repeatInterleave(Call call, Tracer tracer) {
        Arg input = call.has("dim") ? call.arg("self") : tracer.call("aten.flatten.using_ints", call.arg("self"));
        int rank = tracer.shape(input).rank();
        int axis = call.has("dim") ? Dims.axis(call.integer("dim"), rank) : 0;
        List<Arg> extents = new ArrayList<>(tracer.shape(input).dims().stream().<Arg>map(Arg.Sym::new).toList());
        extents.add(axis + 1, call.arg("repeats"));
        Arg raised = tracer.call("aten.unsqueeze.default", input, Arg.of(axis + 1));
        Arg stretched = tracer.call("aten.expand.default", raised, Arg.list(extents));
        Arg copied = tracer.call("aten.clone.default",
                Map.of("memory_format", new Arg.MemoryFormat("contiguous_format")), stretched);
        return tracer.call("aten.flatten.using_ints", copied, Arg.of(axis), Arg.of(axis + 1));
    }

    /** Windows along an axis, as another view of the same memory. */
    private static Arg unfold(Call call, Tracer tracer) {
        if (call.shape("self").rank() == 0) {
            return tracer.call("aten.as_strided.default", call.arg("self"), Arg.list(List.of(call.arg("size"))), Arg.ints(1));
        }
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        Node self = call.node("self");
        List<SymExpr> steps = new ArrayList<>(tracer.strides(self).steps());
        int axis = Dims.axis(call.integer("dimension"), dims.size());
        SymExpr last = steps.get(axis);
        dims.set(axis, Dims.add(
                Dims.floorDivide(Dims.subtract(dims.get(axis), call.dim("size")), call.dim("step")), 1));
        dims.add(call.dim("size"));
        steps.set(axis, Dims.multiply(last, call.dim("step")));
        steps.add(last);
        return tracer.call("aten.as_strided.default", call.arg("self"), Arg.sizes(dims), Arg.sizes(steps));
    }

    /** Keeps the elements whose column less row is on the wanted side of the diagonal. */
    private static Arg triangle(Call call, Tracer tracer, String comparison) {
        Arg self = call.arg("self");
        Arg columns = tracer.call("aten.unsqueeze.default", range(tracer.size(self, -1), tracer), Arg.of(-2));
        Arg rows = tracer.call("aten.unsqueeze.default", range(tracer.size(self, -2), tracer), Arg.of(-1));
        Arg offset = tracer.call("aten.sub.Tensor", columns, rows);
        Arg inside = tracer.call(comparison, offset, call.arg("diagonal"));
        return call.dtype("self") == DType.BOOL
                ? tracer.call("aten.logical_and.default", inside, self)
                : tracer.call("aten.where.ScalarOther", inside, self, Arg.of(0));
    }

    private static Arg range(Arg count, Tracer tracer) {
        return tracer.call("aten.arange.default",
                Map.of("device", tracer.device(), "pin_memory", Arg.of(false)), count);
    }

    private static Arg oneHot(Call call, Tracer tracer) {
        Arg classes = call.arg("num_classes");
        Arg self = call.arg("self");
        assertAll(tracer.call("aten.ge.Scalar", self, Arg.of(0)), "one_hot: Class values must be non-negative.", tracer);
        assertAll(tracer.call("aten.lt.Scalar", self, classes),
                "one_hot: Class values must be smaller than num_classes.", tracer);
        Arg raised = tracer.call("aten.unsqueeze.default", self, Arg.of(-1));
        Arg range = tracer.call("aten.arange.default", Map.of(
                "dtype", Arg.of(DType.INT64), "device", tracer.device(), "pin_memory", Arg.of(false)), classes);
        Arg equal = tracer.call("aten.eq.Tensor", raised, range);
        return tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(DType.INT64)), equal);
    }

    private static void assertAll(Arg condition, String message, Tracer tracer) {
        tracer.call("aten._assert_async.msg", tracer.call("aten.all.default", condition), Arg.of(message));
    }
}
