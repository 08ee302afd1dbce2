package dev.partita.shape.rule;

import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Operators that reduce axes to one value each, and cumulative ones. */
final class ReductionRules {

    private ReductionRules() {}

    static void register(ShapeRules rules) {
        for (String op : List.of("mean.default", "mean.dim", "amax.default", "amin.default", "logsumexp.default",
                "var.correction", "std.correction", "linalg_vector_norm.default", "max.default", "min.default",
                "median.default")) {
            rules.add("aten." + op, call -> reduced(call, UnaryOperator.identity()));
        }
        for (String op : List.of("sum.default", "sum.dim_IntList", "prod.default", "prod.dim_int")) {
            rules.add("aten." + op, call -> reduced(call, ReductionRules::accumulated));
        }
        for (String op : List.of("any.default", "any.dim", "any.dims", "all.default", "all.dim", "all.dims")) {
            rules.add("aten." + op, call -> reduced(call, dtype -> DType.BOOL));
        }
        for (String op : List.of("argmax.default", "argmin.default", "count_nonzero.default", "count_nonzero.dim_IntList")) {
            rules.add("aten." + op, call -> reduced(call, dtype -> DType.INT64));
        }
        for (String op : List.of("max.dim", "min.dim", "median.dim", "mode.default", "kthvalue.default")) {
            rules.add("aten." + op, call -> new Value.Tuple(List.of(
                    reduced(call, UnaryOperator.identity()), reduced(call, dtype -> DType.INT64))));
        }
        rules.add("aten.nll_loss2d_forward.default", call -> new Value.Tuple(List.of(
                ElementwiseRules.tensor(call.dtype("self"), call.integer("reduction") == 0 ? call.shape("target") : Shape.of(List.of())),
                ElementwiseRules.tensor(call.dtype("self"), Shape.of(List.of())))));
        rules.add("prims.sum.default", ReductionRules::primitiveSum);
        rules.add("aten.std_mean.correction", call -> new Value.Tuple(List.of(
                reduced(call, UnaryOperator.identity()), reduced(call, UnaryOperator.identity()))));
        rules.add("aten.var_mean.correction", call -> new Value.Tuple(List.of(
                reduced(call, UnaryOperator.identity()), reduced(call, UnaryOperator.identity()))));
        for (String op : List.of("cumsum.default", "cumprod.default")) {
            rules.add("aten." + op, call -> ElementwiseRules.tensor(
                    call.dtypeArgument().orElse(accumulated(call.dtype("self"))), call.shape("self")));
        }
    }

    private static Value reduced(Call call, UnaryOperator<DType> dtype) {
        return ElementwiseRules.tensor(
                call.dtypeArgument().orElse(dtype.apply(call.dtype("self"))), reducedShape(call));
    }

    private static Value primitiveSum(Call call) {
        List<SymExpr> dims = new ArrayList<>(call.shape("inp").dims());
        List<Integer> axes = new ArrayList<>();
        for (long axis : call.integers("dims")) {
            axes.add(Dims.axis(axis, dims.size()));
        }
        axes.sort(java.util.Comparator.reverseOrder());
        axes.forEach(axis -> dims.remove((int) axis));
        return ElementwiseRules.tensor(call.dtype("inp"), Shape.of(dims));
    }

    /** Axes come from {@code dim}; None or no axes at all mean every axis. */
    static Shape reducedShape(Call call) {
        List<SymExpr> dims = call.shape("self").dims();
        Set<Integer> axes = new HashSet<>();
        if (call.has("dim")) {
            List<Arg> given = call.arg("dim") instanceof Arg.ListOf(List<Arg> items) ? items : List.of(call.arg("dim"));
            given.forEach(axis -> axes.add(
                    Dims.axis(Call.dimOf(axis).constantValue().orElseThrow(), dims.size())));
        }
        boolean all = axes.isEmpty();
        boolean keep = call.declares("keepdim") && call.flag("keepdim");
        List<SymExpr> result = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            if (!all && !axes.contains(i)) {
                result.add(dims.get(i));
            } else if (keep) {
                result.add(Dims.ONE);
            }
        }
        return Shape.of(result);
    }

    /** Sums of integers and truth values are int64. */
    static DType accumulated(DType dtype) {
        return TypePromotion.category(dtype) <= 1 ? DType.INT64 : dtype;
    }
}
