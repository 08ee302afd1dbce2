package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Taking tensors apart along an axis, at places that the program knows. */
final class SplittingDecompositions {

    private SplittingDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.unbind.int", SplittingDecompositions::unbind);
        for (Split split : Split.values()) {
            String op = "aten." + split.name().toLowerCase(Locale.ROOT);
            table.composite(op + ".int", (call, tracer) -> tracer.call("aten.tensor_split.sections",
                    call.arg("self"), call.arg("sections"), Arg.of(split.axis(call))));
            table.composite(op + ".array", (call, tracer) -> tracer.call("aten.tensor_split.indices",
                    call.arg("self"), call.arg("indices"), Arg.of(split.axis(call))));
        }
        table.composite("aten.tensor_split.sections", SplittingDecompositions::sections);
        table.composite("aten.tensor_split.indices", (call, tracer) ->
                pieces(call, tracer, new ArrayList<>(call.dims("indices"))));
        table.composite("aten.narrow.default", (call, tracer) -> tracer.call("aten.slice.Tensor", call.arg("self"),
                call.arg("dim"), call.arg("start"), new Arg.Sym(Dims.add(call.dim("start"), call.dim("length")))));
    }

    /** Splits named after the axis that they split. */
    private enum Split {
        VSPLIT, HSPLIT, DSPLIT;

        /** Vectors are split horizontally along their only axis. */
        int axis(Call call) {
            return this == HSPLIT && call.shape("self").rank() == 1 ? 0 : ordinal();
        }
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
}
