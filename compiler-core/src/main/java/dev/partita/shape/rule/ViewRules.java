package dev.partita.shape.rule;

import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymMath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Operators that show the same elements in another shape. */
final class ViewRules {

    private ViewRules() {}

    static void register(ShapeRules rules) {
        for (String op : List.of("view", "reshape", "_reshape_copy", "_unsafe_view")) {
            rules.add("aten." + op + ".default", ViewRules::viewed);
        }
        rules.add("aten.permute.default", ViewRules::permuted);
        rules.add("aten.transpose.int", ViewRules::transposed);
        rules.add("aten.t.default", ViewRules::reversed);
        rules.add("aten.unsqueeze.default", ViewRules::unsqueezed);
        rules.add("aten.squeeze.default", ViewRules::squeezedEverywhere);
        rules.add("aten.squeeze.dim", ViewRules::squeezed);
        rules.add("aten.squeeze.dims", ViewRules::squeezed);
        rules.add("aten.expand.default", ViewRules::expanded);
        rules.add("aten.select.int", ViewRules::selected);
        rules.add("aten.slice.Tensor", ViewRules::sliced);
        rules.add("aten.sym_size.int", call -> new Value.SymInt(
                call.shape("self").dim(Math.toIntExact(call.integer("dim")))));
        rules.add("prims.broadcast_in_dim.default", call -> ElementwiseRules.tensor(
                call.dtype("a"), Shape.of(call.dims("shape"))));
        rules.add("aten.as_strided.default", call -> same(call, call.dims("size")));
        rules.add("aten.split.Tensor", ViewRules::split);
        rules.add("aten.diagonal.default", ViewRules::diagonal);
        rules.add("aten.diagonal_copy.default", ViewRules::diagonal);
        rules.add("aten.unsafe_split.Tensor", ViewRules::split);
        rules.add("aten.split_with_sizes.default", ViewRules::splitWithSizes);
        rules.add("aten.unbind.int", ViewRules::unbound);
    }

    /** Two axes go; one as long as the diagonal comes last. */
    private static Value diagonal(Call call) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        int first = Dims.axis(call.integer("dim1"), dims.size());
        int second = Dims.axis(call.integer("dim2"), dims.size());
        long offset = call.integer("offset");
        long rows = dims.get(first).constantValue().orElseThrow(() -> new IllegalArgumentException("a diagonal of unknown extent"));
        long columns = dims.get(second).constantValue().orElseThrow(() -> new IllegalArgumentException("a diagonal of unknown extent"));
        dims.remove(Math.max(first, second));
        dims.remove(Math.min(first, second));
        dims.add(SymExpr.of(Math.max(0, Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0)))));
        return ElementwiseRules.tensor(call.dtype("self"), Shape.of(dims));
    }

    private static Value viewed(Call call) {
        return same(call, Dims.inferView(call.shape("self").dims(), call.dims(sizeName(call))));
    }

    private static String sizeName(Call call) {
        return call.declares("size") ? "size" : "shape";
    }

    private static Value permuted(Call call) {
        Shape shape = call.shape("self");
        List<SymExpr> dims = new ArrayList<>();
        for (long axis : call.integers("dims")) {
            dims.add(shape.dims().get(Dims.axis(axis, shape.rank())));
        }
        return same(call, dims);
    }

    private static Value transposed(Call call) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        if (!dims.isEmpty()) {
            Collections.swap(dims, Dims.axis(call.integer("dim0"), dims.size()), Dims.axis(call.integer("dim1"), dims.size()));
        }
        return same(call, dims);
    }

    private static Value reversed(Call call) {
        return same(call, call.shape("self").dims().reversed());
    }

    private static Value unsqueezed(Call call) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        dims.add(Dims.axis(call.integer("dim"), dims.size() + 1), Dims.ONE);
        return same(call, dims);
    }

    private static Value squeezedEverywhere(Call call) {
        return same(call, call.shape("self").dims().stream().filter(dim -> !Dims.isOne(dim)).toList());
    }

    private static Value squeezed(Call call) {
        Shape shape = call.shape("self");
        List<SymExpr> axes = call.arg("dim") instanceof Arg.ListOf ? call.dims("dim") : List.of(call.dim("dim"));
        List<Integer> dropped = axes.stream()
                .map(axis -> Dims.axis(axis.constantValue().orElseThrow(), shape.rank()))
                .collect(Collectors.toList());
        List<SymExpr> dims = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            if (!dropped.contains(i) || !Dims.isOne(shape.dims().get(i))) {
                dims.add(shape.dims().get(i));
            }
        }
        return same(call, dims);
    }

    private static Value expanded(Call call) {
        List<SymExpr> input = call.shape("self").dims();
        List<SymExpr> wanted = call.dims("size");
        List<SymExpr> dims = new ArrayList<>(wanted);
        int added = wanted.size() - input.size();
        for (int i = 0; i < wanted.size(); i++) {
            if (Dims.is(wanted.get(i), -1)) {
                dims.set(i, input.get(i - added));
            }
        }
        return same(call, dims);
    }

    private static Value selected(Call call) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        dims.remove(Dims.axis(call.integer("dim"), dims.size()));
        return same(call, dims);
    }

    private static Value sliced(Call call) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        int axis = Dims.axis(call.integer("dim"), dims.size());
        dims.set(axis, SliceBounds.length(dims.get(axis), call));
        return same(call, dims);
    }

    private static Value split(Call call) {
        Shape shape = call.shape("self");
        int axis = Dims.axis(call.integer("dim"), shape.rank());
        long size = call.integer("split_size");
        long total = shape.dims().get(axis).constantValue().orElseThrow(() -> new IllegalArgumentException(
                "the number of pieces of a split along an axis of unknown extent is not known"));
        List<Value> pieces = new ArrayList<>();
        for (long start = 0; start < total || pieces.isEmpty(); start += size) {
            pieces.add(piece(call, axis, SymExpr.of(Math.min(size, total - start))));
        }
        return new Value.Tuple(pieces);
    }

    private static Value splitWithSizes(Call call) {
        int axis = Dims.axis(call.integer("dim"), call.shape("self").rank());
        return new Value.Tuple(call.dims("split_sizes").stream().map(size -> piece(call, axis, size)).toList());
    }

    private static Value unbound(Call call) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        int axis = Dims.axis(call.integer("dim"), dims.size());
        long count = dims.remove(axis).constantValue().orElseThrow(() ->
                new IllegalArgumentException("cannot unbind an axis of unknown extent"));
        return new Value.Tuple(Collections.nCopies((int) count, same(call, dims)));
    }

    private static Value piece(Call call, int axis, SymExpr extent) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        dims.set(axis, extent);
        return same(call, dims);
    }

    private static Value same(Call call, List<SymExpr> dims) {
        return ElementwiseRules.tensor(call.dtype("self"), Shape.of(dims));
    }

    /** The extent that a slice leaves. */
    static final class SliceBounds {

        private SliceBounds() {}

        static SymExpr length(SymExpr extent, Call call) {
            SymExpr start = call.has("start") ? bound(call.dim("start"), extent) : Dims.ZERO;
            SymExpr end = call.has("end") ? bound(call.dim("end"), extent) : extent;
            SymExpr step = call.dim("step");
            SymExpr span = Dims.subtract(end, start);
            if (span instanceof SymExpr.Constant(long value)) {
                span = SymExpr.of(Math.max(0, value));
            }
            return Dims.isOne(step) ? span
                    : Dims.floorDivide(Dims.add(Dims.add(span, step), -1), step);
        }

        /** Negative bounds count from the end; bounds beyond the extent are cut. */
        private static SymExpr bound(SymExpr bound, SymExpr extent) {
            if (bound instanceof SymExpr.Constant(long value)) {
                if (value < 0) {
                    SymExpr fromEnd = Dims.add(extent, value);
                    return fromEnd instanceof SymExpr.Constant(long position) && position < 0 ? Dims.ZERO : fromEnd;
                }
                if (extent instanceof SymExpr.Constant(long size)) {
                    return SymExpr.of(Math.min(value, size));
                }
                // Torch guards that small bounds lie inside an extent that it saw to be larger.
                return value >= Integer.MAX_VALUE ? extent : value <= 1 ? bound : SymMath.min(bound, extent);
            }
            // Torch has guarded that a symbolic bound lies inside.
            return bound;
        }
    }
}
