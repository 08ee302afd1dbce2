package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Quantiles: the values are sorted, and those beside the wanted rank are read and mixed. */
final class QuantileDecompositions {

    private static final Arg LAST = Arg.of(-1);

    private QuantileDecompositions() {}

    static void register(DecompositionTable table) {
        for (String overload : List.of("default", "scalar")) {
            table.composite("aten.quantile." + overload, (call, tracer) -> quantile(call, false, tracer));
            table.composite("aten.nanquantile." + overload, (call, tracer) -> quantile(call, true, tracer));
        }
    }

    private static Arg quantile(Call call, boolean withoutNan, Tracer tracer) {
        Arg wanted = call.arg("q") instanceof Arg.Ref ? call.arg("q") : tracer.call("aten.scalar_tensor.default",
                Map.of("dtype", Arg.of(call.dtype("self")), "layout", new Arg.Layout("strided"), "device", tracer.device()),
                Arg.of(call.number("q")));
        boolean single = tracer.shape(wanted).rank() == 0;
        Arg sorted = sorted(call, tracer);
        Arg ranks = withoutNan ? ranksOfNumbers(wanted, sorted, tracer) : ranks(wanted, sorted, tracer);
        Arg result = values(sorted, ranks, call.text("interpolation"), tracer);
        if (single) {
            return tracer.call("aten.squeeze.dim", result, LAST);
        }
        Arg raised = tracer.call("aten.unsqueeze.default", result, Arg.of(0));
        Arg moved = tracer.call("aten.transpose.int", raised, Arg.of(0), LAST);
        return tracer.call("aten.squeeze.dim", moved, LAST);
    }

    /** The values in order along the last axis; an axis that is to be kept stays with extent 1 before it. */
    private static Arg sorted(Call call, Tracer tracer) {
        Arg self = call.arg("self");
        int rank = call.shape("self").rank();
        List<SymExpr> kept = new ArrayList<>();
        Arg ordered;
        if (!call.has("dim")) {
            ordered = tracer.call("aten.flatten.using_ints", self);
            kept.addAll(Collections.nCopies(call.flag("keepdim") ? rank : 0, Dims.ONE));
        } else {
            int axis = Dims.axis(call.integer("dim"), rank);
            kept.addAll(call.shape("self").dims());
            if (call.flag("keepdim")) {
                kept.set(axis, Dims.ONE);
            } else {
                kept.remove(axis);
            }
            ordered = axis == rank - 1 ? self : tracer.call("aten.transpose.int",
                    tracer.call("aten.unsqueeze.default", self, LAST), Arg.of(axis), LAST);
        }
        Arg values = Tracer.item(tracer.call("aten.sort.default", ordered), 0);
        kept.add(tracer.shape(values).dims().getLast());
        return tracer.call("aten.view.default", values, Arg.sizes(kept));
    }

    /** Ranks from 0 to the last one; where there is a NaN the last one, which is NaN when sorted. */
    private static Arg ranks(Arg wanted, Arg sorted, Tracer tracer) {
        Arg last = Arg.of(tracer.shape(sorted).dims().getLast().constantValue().orElseThrow(() ->
                new IllegalArgumentException("quantiles along an extent that is not known")) - 1);
        Arg ranks = tracer.call("aten.mul.Scalar", wanted, last);
        Arg broken = tracer.call("aten.any.dim", tracer.call("aten.isnan.default", sorted), LAST, Arg.of(true));
        Arg both = tracer.call("aten.broadcast_tensors.default", Arg.list(List.of(ranks, broken)));
        return tracer.call("aten.masked_fill.Scalar", Tracer.item(both, 0), Tracer.item(both, 1), last);
    }

    /** Ranks among the values that are no NaN. */
    private static Arg ranksOfNumbers(Arg wanted, Arg sorted, Tracer tracer) {
        Arg numbers = tracer.call("aten.logical_not.default", tracer.call("aten.isnan.default", sorted));
        Arg count = tracer.call("aten.sum.dim_IntList", numbers, Arg.ints(-1), Arg.of(true));
        Arg ranks = tracer.call("aten.mul.Tensor", wanted, tracer.call("aten.sub.Scalar", count, Arg.of(1)));
        return tracer.call("aten.masked_fill.Scalar", ranks,
                tracer.call("aten.lt.Scalar", ranks, Arg.of(0)), Arg.of(0));
    }

    private static Arg values(Arg sorted, Arg ranks, String interpolation, Tracer tracer) {
        Arg rounded = switch (interpolation) {
            case "lower" -> tracer.call("aten.floor.default", ranks);
            case "higher" -> tracer.call("aten.ceil.default", ranks);
            case "nearest" -> tracer.call("aten.round.default", ranks);
            default -> ranks;
        };
        Arg below = integers(rounded, tracer);
        Arg low = tracer.call("aten.gather.default", sorted, LAST, below);
        if (rounded != ranks) {
            return low;
        }
        Arg weights = interpolation.equals("midpoint")
                ? tracer.call("aten.full_like.default", ranks, Arg.of(0.5))
                : tracer.call("aten.sub.Tensor", ranks, below);
        Arg above = integers(tracer.call("aten.ceil.default", ranks), tracer);
        return tracer.call("aten.lerp.Tensor", low, tracer.call("aten.gather.default", sorted, LAST, above), weights);
    }

    private static Arg integers(Arg tensor, Tracer tracer) {
        Map<String, Arg> options = new LinkedHashMap<>();
        options.put("dtype", Arg.of(DType.INT64));
        options.put("layout", new Arg.Layout("strided"));
        options.put("device", tracer.device());
        return tracer.call("aten._to_copy.default", options, tensor);
    }
}
