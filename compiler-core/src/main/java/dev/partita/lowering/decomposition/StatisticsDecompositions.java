package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Variance, norms and other reductions that consist of simpler ones. */
final class StatisticsDecompositions {

    private static final Arg INFINITY = Arg.of(Double.POSITIVE_INFINITY);

    private static final String VARIANCE = "aten.var.correction";

    private StatisticsDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.var.dim", (call, tracer) -> tracer.call("aten.var.correction",
                options(call, unbiased(call)), call.arg("self"), call.arg("dim")));
        table.composite("aten.var.default", (call, tracer) -> tracer.call("aten.var.correction",
                Map.of("correction", unbiased(call)), call.arg("self")));
        table.composite("aten.std.dim", (call, tracer) -> tracer.call("aten.std.correction",
                options(call, unbiased(call)), call.arg("self"), call.arg("dim")));
        table.composite("aten.std.default", (call, tracer) -> tracer.call("aten.std.correction",
                Map.of("correction", unbiased(call)), call.arg("self")));
        table.composite("aten.var_mean.dim", (call, tracer) -> tracer.call("aten.var_mean.correction",
                options(call, unbiased(call)), call.arg("self"), call.arg("dim")));
        table.composite("aten.std_mean.dim", (call, tracer) -> tracer.call("aten.std_mean.correction",
                options(call, unbiased(call)), call.arg("self"), call.arg("dim")));
        table.composite("aten.var_mean.default", (call, tracer) -> tracer.call("aten.var_mean.correction",
                Map.of("correction", unbiased(call)), call.arg("self")));
        table.composite("aten.std_mean.default", (call, tracer) -> tracer.call("aten.std_mean.correction",
                Map.of("correction", unbiased(call)), call.arg("self")));
        table.decompose("aten.norm.ScalarOpt_dtype", (call, tracer) -> tracer.call("aten.linalg_vector_norm.default",
                Map.of("dtype", call.arg("dtype")), call.arg("self"), call.has("p") ? call.arg("p") : Arg.of(2)));
        table.decompose("aten.norm.ScalarOpt_dim_dtype", (call, tracer) -> tracer.call("aten.linalg_vector_norm.default",
                Map.of("dtype", call.arg("dtype")), call.arg("self"), call.has("p") ? call.arg("p") : Arg.of(2),
                call.arg("dim"), call.arg("keepdim")));
        table.decompose("aten.renorm.default", StatisticsDecompositions::bounded);
        table.composite("aten.pairwise_distance.default", (call, tracer) -> tracer.call("aten.norm.ScalarOpt_dim",
                tracer.call("aten.add.Scalar", tracer.call("aten.sub.Tensor", call.arg("x1"), call.arg("x2")), call.arg("eps")),
                call.arg("p"), Arg.ints(call.shape("x1").rank() - 1), call.arg("keepdim")));
        table.decompose(VARIANCE, StatisticsDecompositions::variance);
        table.decompose("aten.std.correction", (call, tracer) -> converted(tracer.call("aten.sqrt.default",
                tracer.call("aten.var.correction", options(call, Arg.of(correction(call))), widened(call, tracer),
                        call.arg("dim"))), call.dtype("self"), tracer));
        table.decompose("aten.var_mean.correction", (call, tracer) -> Arg.list(List.of(
                tracer.call("aten.var.correction", options(call, call.arg("correction")), call.arg("self"), call.arg("dim")),
                mean(call, tracer))));
        table.decompose("aten.logsumexp.default", StatisticsDecompositions::logSumExp);
        table.decompose("aten.linalg_vector_norm.default", StatisticsDecompositions::vectorNorm);
        table.decompose("aten.count_nonzero.default", (call, tracer) -> tracer.call("aten.sum.dim_IntList",
                tracer.call("aten.ne.Scalar", call.arg("self"), Arg.of(0)), call.arg("dim")));
        table.decompose("aten.count_nonzero.dim_IntList", (call, tracer) -> tracer.call("aten.sum.dim_IntList",
                tracer.call("aten.ne.Scalar", call.arg("self"), Arg.of(0)), call.arg("dim")));
        table.composite("aten.linalg_norm.default", StatisticsDecompositions::norm);
        table.composite("aten.cdist.default", (call, tracer) -> tracer.keep(
                call.as("aten._cdist_forward.default"), tracer.known()));
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
        return converted(result, call.dtype("self"), tracer);
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
        if (correction != 0 && correction != 1 || count.symbols().stream().anyMatch(StatisticsDecompositions::isUnbacked)) {
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
        return converted(call.arg("self"), TypePromotion.computationType(call.dtype("self")), tracer);
    }

    private static Arg converted(Arg tensor, DType dtype, Tracer tracer) {
        return tracer.spec(tensor).dtype() == dtype
                ? tensor : tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(dtype)), tensor);
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

    private static Arg vectorNorm(Call call, Tracer tracer) {
        double order = call.number("ord");
        Arg input = converted(call.arg("self"),
                call.dtypeArgument().orElse(TypePromotion.computationType(call.dtype("self"))), tracer);
        Arg[] reduction = {call.arg("dim"), call.arg("keepdim")};
        if (Double.isInfinite(order)) {
            return tracer.call(order > 0 ? "aten.amax.default" : "aten.amin.default",
                    tracer.call("aten.abs.default", input),
                    call.has("dim") ? reduction[0] : Arg.list(List.of()), reduction[1]);
        }
        if (order == 0) {
            return tracer.call("aten.sum.dim_IntList", Map.of("dtype", Arg.of(tracer.spec(input).dtype())),
                    tracer.call("aten.ne.Scalar", input, Arg.of(0.0)), reduction[0], reduction[1]);
        }
        if (reducesOneElement(call)) {
            return ofOneElement(call, converted(tracer.call("aten.abs.default", input), call.dtype("self"), tracer), tracer);
        }
        boolean signed = order % 2 == 0 && tracer.spec(input).dtype().isFloatingPoint();
        Arg magnitude = signed ? input : tracer.call("aten.abs.default", input);
        Arg powers = tracer.call("aten.pow.Tensor_Scalar", magnitude, call.arg("ord"));
        Arg sum = tracer.call("aten.sum.dim_IntList", powers, reduction[0], reduction[1]);
        return converted(tracer.call("aten.pow.Tensor_Scalar", sum, Arg.of(1 / order)), call.dtype("self"), tracer);
    }

    private static boolean reducesOneElement(Call call) {
        Shape shape = call.shape("self");
        if (call.items("dim").isEmpty()) {
            return shape.dims().stream().allMatch(Dims::isOne);
        }
        return shape.rank() > 0 && Arrays.stream(call.integers("dim"))
                .allMatch(axis -> Dims.isOne(shape.dim(Dims.axis(axis, shape.rank()))));
    }

    /** The norm of one number is its magnitude; the axes of extent 1 are dropped unless they are to be kept. */
    private static Arg ofOneElement(Call call, Arg magnitude, Tracer tracer) {
        Shape shape = call.shape("self");
        if (call.flag("keepdim") || shape.rank() == 0) {
            return magnitude;
        }
        if (call.items("dim").isEmpty()) {
            return tracer.call("aten.select.int", tracer.call("aten.flatten.using_ints", magnitude), Arg.of(0), Arg.of(0));
        }
        List<Integer> reduced = Arrays.stream(call.integers("dim")).mapToObj(axis -> Dims.axis(axis, shape.rank())).toList();
        List<Arg> kept = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!reduced.contains(axis)) {
                kept.add(tracer.size(magnitude, axis));
            }
        }
        return tracer.call("aten.view.default", magnitude, Arg.list(kept));
    }

    /** Norms of vectors and of matrices. */
    private static Arg norm(Call call, Tracer tracer) {
        Shape shape = call.shape("self");
        int axes = call.has("dim") ? call.items("dim").size() : shape.rank();
        if (!call.has("ord")) {
            if (call.has("dim") || call.flag("keepdim")) {
                return vector(call, call.arg("dim"), Arg.of(2.0), tracer);
            }
            Arg flat = tracer.call("aten.flatten.using_ints", call.arg("self"));
            return tracer.call("aten.linalg_vector_norm.default", flat, Arg.of(2.0));
        }
        if (axes == 1) {
            return vector(call, call.arg("dim"), Arg.of(call.number("ord")), tracer);
        }
        double order = call.number("ord");
        if (axes != 2) {
            throw new IllegalArgumentException("a matrix norm of order " + order);
        }
        long[] dims = call.has("dim") ? call.integers("dim") : new long[] {-2, -1};
        int[] both = {Dims.axis(dims[0], shape.rank()), Dims.axis(dims[1], shape.rank())};
        return MatrixNormDecompositions.ofOrder(call.arg("self"), order, both, call, tracer);
    }

    /** Scales slices along an axis down to a largest norm; a tiny number keeps the divisor from 0. */
    private static Arg bounded(Call call, Tracer tracer) {
        int rank = call.shape("self").rank();
        int kept = Dims.axis(call.integer("dim"), rank);
        List<Arg> axes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (axis != kept) {
                axes.add(Arg.of(axis));
            }
        }
        DType wide = TypePromotion.computationType(call.dtype("self"));
        Arg norm = tracer.call("aten.linalg_vector_norm.default",
                wide == call.dtype("self") ? Map.of() : Map.of("dtype", Arg.of(wide)),
                call.arg("self"), call.arg("p"), Arg.list(axes), Arg.of(true));
        Arg tooLong = tracer.call("aten.gt.Scalar", norm, call.arg("maxnorm"));
        Arg inverse = tracer.call("aten.reciprocal.default", tracer.call("aten.add.Tensor", norm, Arg.of(1e-7)));
        Arg scale = tracer.call("aten.where.ScalarOther", tooLong,
                tracer.call("aten.mul.Tensor", inverse, call.arg("maxnorm")), Arg.of(1.0));
        return tracer.call("aten.mul.Tensor", call.arg("self"), converted(scale, call.dtype("self"), tracer));
    }

    private static Arg vector(Call call, Arg dims, Arg order, Tracer tracer) {
        return tracer.call("aten.linalg_vector_norm.default", call.arg("self"), order, dims, call.arg("keepdim"));
    }
}
