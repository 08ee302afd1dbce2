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

/** Taking apart, moving axes, repeating, windows, triangles, grids. */
final class ReshapingDecompositions {

    private ReshapingDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.unbind.int", ReshapingDecompositions::unbind);
        for (Split split : Split.values()) {
            table.composite("aten." + split.name().toLowerCase(java.util.Locale.ROOT) + ".int", (call, tracer) -> tracer.call(
                    "aten.tensor_split.sections", call.arg("self"), call.arg("sections"), Arg.of(split.axis(call))));
            table.composite("aten." + split.name().toLowerCase(java.util.Locale.ROOT) + ".array", (call, tracer) -> tracer.call(
                    "aten.tensor_split.indices", call.arg("self"), call.arg("indices"), Arg.of(split.axis(call))));
        }
        table.decompose("aten.rot90.default", ReshapingDecompositions::rotated);
        table.decompose("aten.unfold_copy.default", (call, tracer) -> tracer.call("aten.clone.default",
                Map.of("memory_format", new Arg.MemoryFormat("contiguous_format")),
                tracer.call(call.as("aten.unfold.default"))));
        table.composite("aten.tensor_split.sections", ReshapingDecompositions::sections);
        table.composite("aten.tensor_split.indices", (call, tracer) ->
                pieces(call, tracer, new ArrayList<>(call.dims("indices"))));
        table.composite("aten.ravel.default", (call, tracer) -> tracer.call("aten.reshape.default",
                CopyDecompositions.contiguous(call.arg("self"), tracer), Arg.ints(-1)));
        table.composite("aten.flipud.default", (call, tracer) ->
                tracer.call("aten.flip.default", call.arg("self"), Arg.ints(0)));
        table.composite("aten.fliplr.default", (call, tracer) ->
                tracer.call("aten.flip.default", call.arg("self"), Arg.ints(1)));
        table.composite("aten.sum_to_size.default", ReshapingDecompositions::summedTo);
        for (int rank = 1; rank <= 3; rank++) {
            int wanted = rank;
            table.composite("aten.atleast_" + rank + "d.default", (call, tracer) ->
                    raised(call.arg("self"), wanted, tracer));
        }
        table.composite("aten.vstack.default", (call, tracer) -> stacked(call, tracer, 2, 0));
        table.composite("aten.dstack.default", (call, tracer) -> stacked(call, tracer, 3, 2));
        table.composite("aten.column_stack.default", ReshapingDecompositions::columns);
        table.composite("aten.narrow.default", (call, tracer) -> tracer.call("aten.slice.Tensor", call.arg("self"),
                call.arg("dim"), call.arg("start"), new Arg.Sym(Dims.add(call.dim("start"), call.dim("length")))));
        table.composite("aten.movedim.int", (call, tracer) -> moved(call, tracer,
                new long[] {call.integer("source")}, new long[] {call.integer("destination")}));
        table.composite("aten.movedim.intlist", (call, tracer) ->
                moved(call, tracer, call.integers("source"), call.integers("destination")));
        for (String name : List.of("swapaxes", "swapdims")) {
            table.composite("aten." + name + ".default", (call, tracer) ->
                    tracer.call("aten.transpose.int", call.values().toArray(Arg[]::new)));
        }
        table.composite("aten.numpy_T.default", ReshapingDecompositions::reversed);
        table.composite("aten.mT.default", (call, tracer) ->
                tracer.call("aten.transpose.int", call.arg("self"), Arg.of(-2), Arg.of(-1)));
        table.composite("aten.tile.default", ReshapingDecompositions::tile);
        table.composite("aten.repeat_interleave.self_int", ReshapingDecompositions::repeatInterleave);
        table.decompose("aten.unfold.default", ReshapingDecompositions::unfold);
        table.decompose("aten.tril.default", (call, tracer) -> triangle(call, tracer, "aten.le.Scalar"));
        table.decompose("aten.triu.default", (call, tracer) -> triangle(call, tracer, "aten.ge.Scalar"));
        table.composite("aten.meshgrid.indexing", ReshapingDecompositions::grid);
        table.composite("aten.meshgrid.default", ReshapingDecompositions::grid);
        table.composite("aten.cartesian_prod.default", ReshapingDecompositions::product);
        table.composite("aten.one_hot.default", ReshapingDecompositions::oneHot);
    }

    /** Splits named after the axis that they split. */
    private enum Split {
        VSPLIT, HSPLIT, DSPLIT;

        /** Vectors are split horizontally along their only axis. */
        int axis(Call call) {
            return this == HSPLIT && call.shape("self").rank() == 1 ? 0 : ordinal();
        }
    }

    /** By quarter turns from the first axis towards the second. */
    private static Arg rotated(Call call, Tracer tracer) {
        int rank = call.shape("self").rank();
        long[] dims = call.integers("dims");
        Arg first = Arg.of(Dims.axis(dims[0], rank));
        Arg second = Arg.of(Dims.axis(dims[1], rank));
        Arg self = call.arg("self");
        return switch ((int) Math.floorMod(call.integer("k"), 4)) {
            case 0 -> tracer.call("aten.clone.default",
                    Map.of("memory_format", new Arg.MemoryFormat("contiguous_format")), self);
            case 1 -> tracer.call("aten.transpose.int",
                    tracer.call("aten.flip.default", self, Arg.list(List.of(second))), first, second);
            case 2 -> tracer.call("aten.flip.default", self, Arg.list(List.of(first, second)));
            default -> tracer.call("aten.transpose.int",
                    tracer.call("aten.flip.default", self, Arg.list(List.of(first))), first, second);
        };
    }

    /** Slices of extent 1 first, then each without its axis. */
    private static Arg unbind(Call call, Tracer tracer) {
        long count = call.shape("self").dims().get(Dims.axis(call.integer("dim"), call.shape("self").rank()))
                .constantValue().orElseThrow(() -> new IllegalArgumentException("unbind along an unknown extent"));
        Arg axis = Arg.of(Dims.axis(call.integer("dim"), call.shape("self").rank()));
        List<Arg> slices = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            slices.add(tracer.call("aten.slice.Tensor", call.arg("self"), axis, Arg.of(i), Arg.of(i + 1)));
        }
        return Arg.list(slices.stream().map(slice -> tracer.call("aten.squeeze.dim", slice, axis)).toList());
    }

    private static Arg sections(Call call, Tracer tracer) {
        int rank = call.shape("self").rank();
        long extent = call.shape("self").dims().get(Dims.axis(call.integer("dim"), rank)).constantValue()
                .orElseThrow(() -> new IllegalArgumentException("tensor_split along an unknown extent"));
        long count = call.integer("sections");
        List<SymExpr> bounds = new ArrayList<>();
        long position = 0;
        for (long i = 0; i + 1 < count; i++) {
            position += extent / count + (i < extent % count ? 1 : 0);
            bounds.add(SymExpr.of(position));
        }
        return pieces(call, tracer, bounds);
    }

    /** Slices from bound to bound; the last one goes to the end. */
    private static Arg pieces(Call call, Tracer tracer, List<SymExpr> bounds) {
        int axis = Dims.axis(call.integer("dim"), call.shape("self").rank());
        bounds.add(call.shape("self").dims().get(axis));
        List<Arg> pieces = new ArrayList<>();
        SymExpr start = Dims.ZERO;
        for (SymExpr end : bounds) {
            pieces.add(tracer.call("aten.slice.Tensor", call.arg("self"), Arg.of(axis), new Arg.Sym(start), new Arg.Sym(end)));
            start = end;
        }
        return Arg.list(pieces);
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

    /** At least {@code rank} axes: rows in front, depth behind. */
    private static Arg raised(Arg tensor, int rank, Tracer tracer) {
        int own = tracer.shape(tensor).rank();
        if (own >= rank) {
            return tensor;
        }
        if (own == 0) {
            return tracer.call("aten.reshape.default", tensor, Arg.list(java.util.Collections.nCopies(rank, Arg.of(1))));
        }
        Arg result = own == 1 ? tracer.call("aten.unsqueeze.default", tensor, Arg.of(0)) : tensor;
        return rank == 3 ? tracer.call("aten.unsqueeze.default", result, Arg.of(-1)) : result;
    }

    private static Arg stacked(Call call, Tracer tracer, int rank, int axis) {
        Arg tensors = Arg.list(call.items("tensors").stream().map(tensor -> raised(tensor, rank, tracer)).toList());
        return tracer.call("aten.cat.default", tensors, Arg.of(axis));
    }

    /** Vectors become columns. */
    private static Arg columns(Call call, Tracer tracer) {
        List<Arg> tensors = new ArrayList<>();
        for (Arg tensor : call.items("tensors")) {
            tensors.add(tracer.shape(tensor).rank() > 1 ? tensor : tracer.call("aten.reshape.default", tensor,
                    Arg.list(List.of(tracer.shape(tensor).rank() == 0 ? Arg.of(1) : tracer.size(tensor, 0), Arg.of(1)))));
        }
        return tracer.call("aten.cat.default", Arg.list(tensors), Arg.of(1));
    }

    private static Arg moved(Call call, Tracer tracer, long[] sources, long[] destinations) {
        int rank = call.shape("self").rank();
        Arg[] order = new Arg[rank];
        boolean[] taken = new boolean[rank];
        boolean same = true;
        for (int i = 0; i < sources.length; i++) {
            int source = Dims.axis(sources[i], rank);
            int destination = Dims.axis(destinations[i], rank);
            order[destination] = Arg.of(source);
            taken[source] = true;
            same &= source == destination;
        }
        if (same) {
            return call.arg("self");
        }
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (order[axis] == null) {
                while (taken[next]) {
                    next++;
                }
                order[axis] = Arg.of(next++);
            }
        }
        return tracer.call("aten.permute.default", call.arg("self"), Arg.list(List.of(order)));
    }

    private static Arg reversed(Call call, Tracer tracer) {
        List<Arg> order = new ArrayList<>();
        for (int axis = call.shape("self").rank() - 1; axis >= 0; axis--) {
            order.add(Arg.of(axis));
        }
        return tracer.call("aten.permute.default", call.arg("self"), Arg.list(order));
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

    private static Arg grid(Call call, Tracer tracer) {
        if (call.declares("indexing") && call.text("indexing").equals("xy")) {
            throw new IllegalArgumentException("meshgrid with indexing='xy'");
        }
        List<Arg> tensors = call.items("tensors");
        List<Arg> extents = tensors.stream().<Arg>map(tensor -> tracer.shape(tensor).rank() == 0
                ? Arg.of(1) : tracer.size(tensor, 0)).toList();
        List<Arg> grids = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            List<Arg> shape = new ArrayList<>(java.util.Collections.nCopies(tensors.size(), Arg.of(1)));
            shape.set(i, Arg.of(-1));
            Arg raised = tracer.call("aten.view.default", tensors.get(i), Arg.list(shape));
            grids.add(tracer.call("aten.expand.default", raised, Arg.list(extents)));
        }
        return Arg.list(grids);
    }

    /** All combinations, one a row; of a single tensor just its elements. */
    private static Arg product(Call call, Tracer tracer) {
        List<Arg> tensors = call.items("tensors");
        if (tensors.size() == 1) {
            return tensors.getFirst();
        }
        Arg grids = tracer.call("aten.meshgrid.default", call.arg("tensors"));
        List<Arg> columns = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            columns.add(tracer.call("aten.flatten.using_ints", Tracer.item(grids, i)));
        }
        return tracer.call("aten.stack.default", Arg.list(columns), Arg.of(1));
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
