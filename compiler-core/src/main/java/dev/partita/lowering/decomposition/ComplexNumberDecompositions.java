package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;

/** Operators that do something to complex numbers and give back real ones as they are. */
final class ComplexNumberDecompositions {

    private ComplexNumberDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.real.default", (call, tracer) ->
                call.dtype("self").isComplex() ? part(call, 0, tracer) : call.arg("self"));
        table.composite("aten.imag.default", (call, tracer) -> part(call, 1, tracer));
        // A conjugate is a view with a mark in torch; taking the mark off copies.
        table.composite("aten.resolve_conj.default", (call, tracer) -> tracer.conjugates().isMarked(call.arg("self"))
                ? tracer.call("aten.clone.default", call.arg("self")) : call.arg("self"));
        table.composite("aten.resolve_neg.default", (call, tracer) -> call.arg("self"));
        table.composite("aten.conj_physical.default", (call, tracer) -> call.dtype("self").isComplex()
                ? tracer.call("aten._conj_physical.default", call.arg("self")) : call.arg("self"));
    }

    private static Arg part(Call call, int index, Tracer tracer) {
        if (tracer.conjugates().isMarked(call.arg("self"))) {
            throw new IllegalArgumentException("a part of a conjugate");
        }
        Arg pairs = tracer.call("aten.view_as_real.default", call.arg("self"));
        return tracer.call("aten.select.int", pairs, Arg.of(call.shape("self").rank()), Arg.of(index));
    }
}
