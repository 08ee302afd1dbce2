package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reshapes and permutations. */
final class ViewDecompositions {

    private static final OpName RESHAPE_COPY = OpName.of("aten._reshape_copy.default");
    private static final OpName VIEW = OpName.of("aten.view.default");
    private static final OpName UNSAFE_VIEW = OpName.of("aten._unsafe_view.default");
    private static final OpName CLONE = OpName.of("aten.clone.default");
    private static final OpName PERMUTE = OpName.of("aten.permute.default");

    private ViewDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.view.default", (call, tracer) ->
                tracer.call(RESHAPE_COPY, call.arg("self"), call.arg("size")));
        table.decompose("aten._unsafe_view.default", (call, tracer) ->
                tracer.call(RESHAPE_COPY, call.arg("self"), call.arg("size")));
        table.composite("aten.reshape.default", ViewDecompositions::reshape);
        table.composite("aten.view_as.default", (call, tracer) ->
                tracer.call(VIEW, call.arg("self"), tracer.sizes(call.arg("other"))));
        table.composite("aten.reshape_as.default", (call, tracer) ->
                tracer.call("aten.reshape.default", call.arg("self"), tracer.sizes(call.arg("other"))));
        table.composite("aten.expand_as.default", (call, tracer) ->
                tracer.call("aten.expand.default", call.arg("self"), tracer.sizes(call.arg("other"))));
        table.composite("aten.flatten.using_ints", ViewDecompositions::flatten);
        table.composite("aten.unflatten.int", ViewDecompositions::unflatten);
        table.decompose("aten.transpose.int", ViewDecompositions::transpose);
        table.decompose("aten.t.default", ViewDecompositions::transposeMatrix);
    }

    /**
     * A view where the memory order allows it, else a view of a row-major copy. An extent of -1 stays as written for
     * row-major tensors only; torch computes it in all other cases.
     */
    private static Arg reshape(Call call, Tracer tracer) {
        Node self = call.node("self");
        Shape shape = call.shape("self");
        if (tracer.isContiguous(self)) {
            return tracer.call(VIEW, Arg.of(self), call.arg("shape"));
        }
        List<SymExpr> target = inferred(shape.dims(), call.dims("shape"), tracer.symbols());
        Arg wanted = Arg.sizes(target);
        if (tracer.strides(self).viewAs(shape, Shape.of(target)).isPresent()) {
            return tracer.call(VIEW, Arg.of(self), wanted);
        }
        Arg copy = tracer.call(CLONE, List.of(Arg.of(self)), Map.of("memory_format", new Arg.MemoryFormat("contiguous_format")));
        return tracer.call(UNSAFE_VIEW, copy, wanted);
    }

    /** The wanted extents with -1 computed: all elements divided by those of the other axes. */
    private static List<SymExpr> inferred(List<SymExpr> dims, List<SymExpr> wanted, SymbolNodes symbols) {
        int open = wanted.indexOf(SymExpr.of(-1));
        if (open < 0) {
            return wanted;
        }
        List<SymExpr> target = Dims.inferView(dims, wanted);
        if (!target.get(open).isConstant()) {
            List<SymExpr> others = new ArrayList<>(wanted);
            others.remove(open);
            symbols.quotient(symbols.product(dims), symbols.product(others));
        }
        return target;
    }

    private static Arg flatten(Call call, Tracer tracer) {
        List<SymExpr> dims = call.shape("self").dims();
        if (dims.isEmpty()) {
            return tracer.call("aten.reshape.default", call.arg("self"), Arg.ints(1));
        }
        int start = Dims.axis(call.integer("start_dim"), dims.size());
        int end = Dims.axis(call.integer("end_dim"), dims.size());
        if (start == end) {
            return call.arg("self");
        }
        List<SymExpr> target = new ArrayList<>(dims.subList(0, start));
        target.add(tracer.symbols().product(dims.subList(start, end + 1)));
        target.addAll(dims.subList(end + 1, dims.size()));
        return tracer.call("aten.reshape.default", call.arg("self"), Arg.sizes(target));
    }

    private static Arg unflatten(Call call, Tracer tracer) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        int axis = Dims.axis(call.integer("dim"), dims.size());
        dims.addAll(axis + 1, inferred(List.of(dims.get(axis)), call.dims("sizes"), tracer.symbols()));
        dims.remove(axis);
        return tracer.call(VIEW, call.arg("self"), Arg.sizes(dims));
    }

    private static Arg transpose(Call call, Tracer tracer) {
        int rank = call.shape("self").rank();
        if (rank < 2) {
            return tracer.keep(call);
        }
        List<Arg> axes = identity(rank);
        Collections.swap(axes, Dims.axis(call.integer("dim0"), rank), Dims.axis(call.integer("dim1"), rank));
        return tracer.call(PERMUTE, call.arg("self"), Arg.list(axes));
    }

    private static Arg transposeMatrix(Call call, Tracer tracer) {
        return call.shape("self").rank() < 2
                ? call.arg("self")
                : tracer.call(PERMUTE, call.arg("self"), Arg.ints(1, 0));
    }

    private static List<Arg> identity(int rank) {
        List<Arg> axes = new ArrayList<>(rank);
        for (int i = 0; i < rank; i++) {
            axes.add(Arg.of(i));
        }
        return axes;
    }
}
