package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The trapezoidal rule, summed up or summed cumulatively; points lie at equal distances or at given places. */
final class IntegrationDecompositions {

    private IntegrationDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.trapezoid.x", (call, tracer) -> halved(
                tracer.call("aten.sum.dim_IntList", areas(call, tracer), axes(call)), tracer));
        table.composite("aten.cumulative_trapezoid.x", (call, tracer) -> halved(
                tracer.call("aten.cumsum.default", areas(call, tracer), axis(call)), tracer));
        table.composite("aten.trapezoid.dx", IntegrationDecompositions::evenlySpaced);
        table.composite("aten.cumulative_trapezoid.dx", (call, tracer) -> tracer.call("aten.cumsum.default",
                tracer.call("aten.mul.Scalar", heights(call, tracer), Arg.of(call.number("dx") / 2)), call.arg("dim")));
        table.composite("aten.trapz.x", (call, tracer) -> tracer.call(call.as("aten.trapezoid.x")));
        table.composite("aten.trapz.dx", (call, tracer) -> tracer.call(call.as("aten.trapezoid.dx")));
    }

    /** The sum of all less half of the ends, times the distance. */
    private static Arg evenlySpaced(Call call, Tracer tracer) {
        Arg last = tracer.call("aten.select.int", call.arg("y"), call.arg("dim"), Arg.of(-1));
        Arg ends = tracer.call("aten.add.Tensor",
                tracer.call("aten.select.int", call.arg("y"), call.arg("dim"), Arg.of(0)), last);
        Arg half = tracer.call("aten.mul.Scalar", ends, Arg.of(0.5));
        Arg sum = tracer.call("aten.sum.dim_IntList", call.arg("y"), Arg.list(List.of(call.arg("dim"))));
        return tracer.call("aten.mul.Scalar", tracer.call("aten.sub.Tensor", sum, half), Arg.of(call.number("dx")));
    }

    private static Arg axis(Call call) {
        return Arg.of(Dims.axis(call.integer("dim"), call.shape("y").rank()));
    }

    private static Arg axes(Call call) {
        return Arg.list(List.of(axis(call)));
    }

    private static Arg halved(Arg sum, Tracer tracer) {
        return tracer.call("aten.div.Scalar", sum, Arg.of(2.0));
    }

    /** Sums of neighbours. */
    private static Arg heights(Call call, Tracer tracer) {
        // Between places torch counts the axis from the front, between equal distances as the caller does.
        Arg axis = call.declares("x") ? axis(call) : call.arg("dim");
        Arg left = tracer.call("aten.slice.Tensor", call.arg("y"), axis, Arg.of(0), Arg.of(-1));
        return tracer.call("aten.add.Tensor", left, tracer.call("aten.slice.Tensor", call.arg("y"), axis, Arg.of(1)));
    }

    private static Arg areas(Call call, Tracer tracer) {
        Arg places = call.arg("x");
        int rank = call.shape("y").rank();
        if (call.shape("x").rank() == 1 && rank > 1) {
            List<Arg> extents = new ArrayList<>(Collections.nCopies(rank, Arg.of(1)));
            SymExpr extent = call.shape("x").dims().getFirst();
            extents.set(Dims.axis(call.integer("dim"), rank), new Arg.Sym(extent));
            places = tracer.call("aten.view.default", places, Arg.list(extents));
        }
        Arg left = tracer.call("aten.slice.Tensor", places, axis(call), Arg.of(0), Arg.of(-1));
        Arg right = tracer.call("aten.slice.Tensor", places, axis(call), Arg.of(1));
        Arg widths = tracer.call("aten.sub.Tensor", right, left);
        return tracer.call("aten.mul.Tensor", heights(call, tracer), widths);
    }
}
