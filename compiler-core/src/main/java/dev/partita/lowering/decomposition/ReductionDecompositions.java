package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import java.util.List;

/** Reductions that consist of simpler ones. */
final class ReductionDecompositions {

    private static final Arg INFINITY = Arg.of(Double.POSITIVE_INFINITY);

    private ReductionDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.logsumexp.default", ReductionDecompositions::logSumExp);
        table.decompose("aten.count_nonzero.default", (call, tracer) -> tracer.call("aten.sum.dim_IntList",
                tracer.call("aten.ne.Scalar", call.arg("self"), Arg.of(0)), call.arg("dim")));
        table.decompose("aten.count_nonzero.dim_IntList", (call, tracer) -> tracer.call("aten.sum.dim_IntList",
                tracer.call("aten.ne.Scalar", call.arg("self"), Arg.of(0)), call.arg("dim")));
        table.decompose("aten.aminmax.default", (call, tracer) -> Arg.list(List.of(
                extreme("aten.amin.default", call, tracer), extreme("aten.amax.default", call, tracer))));
    }

    /** {@code log(sum(exp(x - max))) + max}; an infinite maximum is not subtracted. */
    private static Arg logSumExp(Call call, Tracer tracer) {
        Arg input = call.arg("self");
        Arg maximum = tracer.call("aten.amax.default", input, call.arg("dim"), Arg.of(true));
        Arg infinite = tracer.call("aten.eq.Scalar", tracer.call("aten.abs.default", maximum), INFINITY);
        Arg shift = tracer.call("aten.masked_fill.Scalar", maximum, infinite, Arg.of(0));
        Arg added = call.flag("keepdim") ? shift : tracer.call("aten.squeeze.dims", shift, call.arg("dim"));
        Arg exponentials = tracer.call("aten.exp.default", tracer.call("aten.sub.Tensor", input, shift));
        Arg sum = tracer.call("aten.sum.dim_IntList", exponentials, call.arg("dim"), call.arg("keepdim"));
        return tracer.call("aten.add.Tensor", tracer.call("aten.log.default", sum), added);
    }

    private static Arg extreme(String op, Call call, Tracer tracer) {
        return call.has("dim")
                ? tracer.call(op, call.arg("self"), Arg.list(List.of(call.arg("dim"))), call.arg("keepdim"))
                : tracer.call(op, call.arg("self"));
    }
}
