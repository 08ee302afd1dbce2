package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.Dims;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Choosing by a mask, joining, splitting, differences of neighbours, padding. */
final class SelectionDecompositions {

    private SelectionDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.where.ScalarSelf", SelectionDecompositions::where);
        table.composite("aten.where.ScalarOther", SelectionDecompositions::where);
        table.composite("aten.where.Scalar", SelectionDecompositions::where);
        table.decompose("aten.masked_fill.Scalar", SelectionDecompositions::maskedFill);
        table.decompose("aten.masked_fill.Tensor", (call, tracer) ->
                tracer.call("aten.where.self", call.arg("mask"), call.arg("value"), call.arg("self")));
        table.decompose("aten.stack.default", SelectionDecompositions::stack);
        table.composite("aten.chunk.default", SelectionDecompositions::chunk);
        table.composite("aten.split.sizes", (call, tracer) -> tracer.call(
                "aten.split_with_sizes.default", call.arg("self"), call.arg("split_size"), call.arg("dim")));
        table.composite("aten.diff.default", SelectionDecompositions::difference);
        table.composite("aten.pad.default", SelectionDecompositions::pad);
    }

    /** A number becomes a tensor of the common type. */
    private static Arg where(Call call, Tracer tracer) {
        DType dtype = TypePromotion.resultType(List.of(call.arg("self"), call.arg("other")));
        // The compiled code makes the tensor of its last argument first.
        Arg other = tensor(call.arg("other"), dtype, tracer);
        return tracer.call("aten.where.self", call.arg("condition"), tensor(call.arg("self"), dtype, tracer), other);
    }

    private static Arg tensor(Arg value, DType dtype, Tracer tracer) {
        return value instanceof Arg.Ref && Call.specOf(value).isPresent() ? value : tracer.call(
                "aten.scalar_tensor.default",
                Map.of("dtype", Arg.of(dtype), "layout", new Arg.Layout("strided"), "device", tracer.device()), value);
    }

    private static Arg maskedFill(Call call, Tracer tracer) {
        Arg value = call.arg("value");
        DType dtype = call.dtype("self");
        if (dtype.isFloatingPoint() && value instanceof Arg.Int(long number)) {
            value = Arg.of((double) number);
        }
        return tracer.call("aten.where.ScalarSelf", call.arg("mask"), value, call.arg("self"));
    }

    /** Joins along the axis and splits it in two; behind the last axis each tensor gets an axis of its own first. */
    private static Arg stack(Call call, Tracer tracer) {
        List<Arg> tensors = call.items("tensors");
        List<SymExpr> dims = new ArrayList<>(tracer.shape(tensors.getFirst()).dims());
        int axis = Dims.axis(call.integer("dim"), dims.size() + 1);
        if (axis < dims.size()) {
            Arg joined = tracer.call("aten.cat.default", call.arg("tensors"), Arg.of(axis));
            dims.add(axis, SymExpr.of(tensors.size()));
            return tracer.call("aten.view.default", joined, Arg.sizes(dims));
        }
        List<Arg> raised = new ArrayList<>();
        for (Arg tensor : tensors) {
            raised.add(tracer.call("aten.unsqueeze.default", tensor, Arg.of(axis)));
        }
        return tracer.call("aten.cat.default", Arg.list(raised), call.arg("dim"));
    }

    private static Arg chunk(Call call, Tracer tracer) {
        SymExpr extent = call.shape("self").dims().get(Dims.axis(call.integer("dim"), call.shape("self").rank()));
        return pieces(call, extent, "aten.split.Tensor", tracer);
    }

    /** Splits into pieces of {@code ceil(extent / chunks)}; of an unknown extent, the program says how many there are. */
    static Arg pieces(Call call, SymExpr extent, String op, Tracer tracer) {
        long chunks = call.integer("chunks");
        SymExpr size = Dims.ceilDivide(extent, chunks);
        if (extent.isConstant()) {
            return tracer.call(op, call.arg("self"), new Arg.Sym(size), call.arg("dim"));
        }
        SymExpr enlarged = Dims.add(extent, chunks);
        SymExpr rounded = Dims.add(enlarged, -1);
        SymbolNodes symbols = tracer.symbols();
        symbols.addRecipe(enlarged, OpName.of("_operator.add"), List.of(new Arg.Sym(extent), Arg.of(chunks)));
        symbols.addRecipe(rounded, OpName.of("_operator.sub"), List.of(new Arg.Sym(enlarged), Arg.of(1)));
        symbols.addRecipe(size, OpName.of("_operator.floordiv"), List.of(new Arg.Sym(rounded), Arg.of(chunks)));
        Call split = Call.bind(OpSchemas.standard().find(OpName.of(op)).orElseThrow(),
                List.of(call.arg("self"), new Arg.Sym(size), call.arg("dim")), Map.of());
        Arg pieces = tracer.keep(split, tracer.known());
        if (pieces instanceof Arg.ListOf) {
            return pieces;
        }
        throw new IllegalArgumentException("chunks of an unknown extent");
    }

    /** {@code x[1:] - x[:-1]}, {@code n} times, after joining what is to be prepended and appended. */
    private static Arg difference(Call call, Tracer tracer) {
        List<Arg> parts = new ArrayList<>();
        for (String name : List.of("prepend", "self", "append")) {
            if (call.has(name)) {
                parts.add(call.arg(name));
            }
        }
        if (call.integer("n") == 0) {
            Arg copy = tracer.call("aten.zeros_like.default", call.arg("self"));
            return tracer.call("aten.copy.default", copy, call.arg("self"));
        }
        Arg dim = call.arg("dim");
        Arg result = parts.size() == 1 ? parts.getFirst() : tracer.call("aten.cat.default", Arg.list(parts), dim);
        int axis = Dims.axis(call.integer("dim"), tracer.shape(result).rank());
        boolean logical = tracer.spec(result).dtype() == DType.BOOL;
        for (long i = 0; i < call.integer("n"); i++) {
            SymExpr extent = tracer.shape(result).dims().get(axis);
            Arg end = tracer.computed(new Arg.Sym(extent));
            Arg low = tracer.call("aten.slice.Tensor", result, dim, Arg.of(0), new Arg.Sym(Dims.add(extent, -1)));
            Arg high = tracer.call("aten.slice.Tensor", result, dim, Arg.of(1), end);
            result = tracer.call(logical ? "aten.logical_xor.default" : "aten.sub.Tensor", high, low);
        }
        return result;
    }

    private static Arg pad(Call call, Tracer tracer) {
        int axes = call.items("pad").size() / 2;
        return switch (call.text("mode")) {
            case "constant" -> tracer.call("aten.constant_pad_nd.default", call.arg("self"), call.arg("pad"),
                    call.has("value") ? call.arg("value") : Arg.of(0.0));
            case "reflect" -> tracer.call("aten.reflection_pad" + axes + "d.default", call.arg("self"), call.arg("pad"));
            case "replicate" ->
                tracer.call("aten.replication_pad" + axes + "d.default", call.arg("self"), call.arg("pad"));
            default -> tracer.call("aten._pad_circular.default", call.arg("self"), call.arg("pad"));
        };
    }
}
