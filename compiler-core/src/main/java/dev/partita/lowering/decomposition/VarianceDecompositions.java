package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Variance and standard deviation, alone or beside the mean. */
final class VarianceDecompositions {

    private static final String VARIANCE = "aten.var.correction";

    private VarianceDecompositions() {}

    static void register(DecompositionTable table) {
        for (String name : List.of("var", "std", "var_mean", "std_mean")) {
            String corrected = "aten." + name + ".correction";
            table.composite("aten." + name + ".dim", (call, tracer) ->
                    tracer.call(corrected, options(call, unbiased(call)), call.arg("self"), call.arg("dim")));
            table.composite("aten." + name + ".default", (call, tracer) ->
                    tracer.call(corrected, Map.of("correction", unbiased(call)), call.arg("self")));
        }
        table.decompose(VARIANCE, VarianceDecompositions::variance);
        table.decompose("aten.std.correction", (call, tracer) -> CopyDecompositions.converted(tracer.call("aten.sqrt.default",
                tracer.call(VARIANCE, options(call, Arg.of(correction(call))), widened(call, tracer),
                        call.arg("dim"))), call.dtype("self"), tracer));
        table.decompose("aten.var_mean.correction", (call, tracer) -> Arg.list(List.of(
                tracer.call(VARIANCE, options(call, call.arg("correction")), call.arg("self"), call.arg("dim")),
                mean(call, tracer))));
    }

    /** Torch-TensorRT computes the divisor in Python, which fixes the extents to those of the example; here they stay open. */
    static void matchTorchTensorRt(DecompositionTable table) {
        table.replace(VARIANCE, (call, tracer) -> {
            Shape shape = call.shape("self");
            if (!count(shape, axes(call, shape.rank())).isConstant()) {
                throw new IllegalArgumentException("variance over an axis of unknown extent");
            }
            return variance(call, tracer);
        });
    }

    private static double correction(Call call) {
        return call.has("correction") ? call.number("correction") : 1;
    }

    private static Arg unbiased(Call call) {
        return Arg.of(call.flag("unbiased") ? 1 : 0);
    }

    private static Map<String, Arg> options(Call call, Arg correction) {
        return Map.of("correction", correction, "keepdim", call.arg("keepdim"));
    }

    /** Mean of squared distances from the mean; the divisor is the count less the correction. */
    private static Arg variance(Call call, Tracer tracer) {
        Shape shape = call.shape("self");
        List<Integer> axes = axes(call, shape.rank());
        Arg dims = Arg.list(axes.stream().map(axis -> Arg.of((long) axis)).toList());
        Arg input = widened(call, tracer);
        Arg mean = tracer.call("aten.mean.dim", input, dims, Arg.of(true));
        Arg distance = tracer.call("aten.sub.Tensor", input, mean);
        Arg squares = tracer.call("aten.mul.Tensor", distance, distance);
        Arg sum = tracer.call("aten.sum.dim_IntList", squares, dims);
        Arg result = tracer.call("aten.div.Tensor", sum, divisor(call, count(shape, axes)));
        if (call.flag("keepdim")) {
            result = tracer.call("prims.broadcast_in_dim.default", result, keptShape(shape, axes), keptAxes(shape, axes));
        }
        return CopyDecompositions.converted(result, call.dtype("self"), tracer);
    }

    /** Torch's reference function for the mean beside a variance stays at the level of primitives, where it knows the count. */
    private static Arg mean(Call call, Tracer tracer) {
        Shape shape = call.shape("self");
        List<Integer> axes = axes(call, shape.rank());
        Arg dims = Arg.list(axes.stream().map(axis -> Arg.of((long) axis)).toList());
        if (!(count(shape, axes) instanceof SymExpr.Constant(long count))) {
            return tracer.call("aten.mean.dim", call.arg("self"), dims, call.arg("keepdim"));
        }
        Arg sum = tracer.call("prims.sum.default", call.arg("self"), dims);
        if (call.flag("keepdim")) {
            sum = tracer.call("prims.broadcast_in_dim.default", sum, keptShape(shape, axes), keptAxes(shape, axes));
        }
        return tracer.call("prims.div.default", sum, Arg.of((double) count));
    }

    private static SymExpr count(Shape shape, List<Integer> axes) {
        return Dims.product(axes.stream().map(axis -> shape.dims().get(axis)).toList());
    }

    /** The count less the correction, never below 0; of an extent that is not known, at least 1 is sure. */
    private static Arg divisor(Call call, SymExpr count) {
        double correction = correction(call);
        if (count instanceof SymExpr.Constant(long known)) {
            return Arg.of(Math.max(0, known - correction));
        }
        if (correction != 0 && correction != 1 || count.symbols().stream().anyMatch(VarianceDecompositions::isUnbacked)) {
            throw new IllegalArgumentException("variance over an axis that may be shorter than the correction");
        }
        return new Arg.Sym(Dims.subtract(count, SymExpr.of((long) correction)));
    }

    private static boolean isUnbacked(String name) {
        return new SymExpr.Symbol(name).isUnbacked();
    }

    private static List<Integer> axes(Call call, int rank) {
        List<Integer> axes = new ArrayList<>();
        for (long axis : call.integers("dim")) {
            axes.add(Dims.axis(axis, rank));
        }
        if (axes.isEmpty()) {
            for (int axis = 0; axis < rank; axis++) {
                axes.add(axis);
            }
        }
        return axes;
    }

    private static Arg keptShape(Shape shape, List<Integer> axes) {
        List<Arg> extents = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            extents.add(new Arg.Sym(axes.contains(axis) ? Dims.ONE : shape.dims().get(axis)));
        }
        return Arg.list(extents);
    }

    private static Arg keptAxes(Shape shape, List<Integer> axes) {
        List<Arg> kept = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!axes.contains(axis)) {
                kept.add(Arg.of(axis));
            }
        }
        return Arg.list(kept);
    }

    /** Half precision is computed in float32. */
    private static Arg widened(Call call, Tracer tracer) {
        return CopyDecompositions.converted(call.arg("self"), TypePromotion.computationType(call.dtype("self")), tracer);
    }
}
