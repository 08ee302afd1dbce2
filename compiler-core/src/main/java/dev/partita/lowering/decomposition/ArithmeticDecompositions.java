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

/** Combined arithmetic, comparisons with tolerance, similarities, losses without labels. */
final class ArithmeticDecompositions {

    private static final Arg INFINITY = Arg.of(Double.POSITIVE_INFINITY);

    private ArithmeticDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.addcmul.default", (call, tracer) -> combined(call, tracer, "aten.mul.Tensor"));
        table.decompose("aten.addcdiv.default", (call, tracer) -> combined(call, tracer, "aten.div.Tensor"));
        table.decompose("aten.rsub.Tensor", ArithmeticDecompositions::reversedSubtraction);
        table.decompose("aten.rsub.Scalar", ArithmeticDecompositions::reversedSubtraction);
        table.decompose("aten.lerp.Scalar", ArithmeticDecompositions::interpolated);
        table.decompose("aten.lerp.Tensor", ArithmeticDecompositions::interpolated);
        table.decompose("aten.nan_to_num.default", ArithmeticDecompositions::replaceNotFinite);
        table.decompose("aten.isneginf.default", (call, tracer) ->
                tracer.call("aten.eq.Scalar", call.arg("self"), Arg.of(Double.NEGATIVE_INFINITY)));
        table.decompose("aten.isposinf.default", (call, tracer) ->
                tracer.call("aten.eq.Scalar", call.arg("self"), INFINITY));
        table.composite("aten.isfinite.default", (call, tracer) -> finite(call.arg("self"), tracer));
        table.composite("aten.isclose.default", ArithmeticDecompositions::close);
        table.composite("aten.float_power.Tensor_Scalar", (call, tracer) -> tracer.call("aten.pow.Tensor_Scalar",
                tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(DType.FLOAT64)), call.arg("self")),
                Arg.of(call.number("exponent"))));
        for (String overload : List.of("Tensor_Tensor", "Scalar")) {
            table.composite("aten.float_power." + overload, ArithmeticDecompositions::doublePower);
        }
        table.decompose("aten.addr.default", ArithmeticDecompositions::outerSum);
        table.decompose("aten.kron.default", ArithmeticDecompositions::kronecker);
        table.composite("aten.outer.default", (call, tracer) -> tracer.call("aten.mul.Tensor",
                tracer.call("aten.reshape.default", call.arg("self"),
                        Arg.list(List.of(tracer.size(call.arg("self"), 0), Arg.of(1)))), call.arg("vec2")));
        table.composite("aten.cross.default", ArithmeticDecompositions::cross);
        table.composite("aten.cosine_similarity.default", ArithmeticDecompositions::cosine);
        table.composite("aten.linalg_vecdot.default", ArithmeticDecompositions::dot);
        table.composite("aten.tensordot.default", ArithmeticDecompositions::tensorProduct);
        table.composite("aten.rms_norm.default", ArithmeticDecompositions::rootMeanSquareNorm);
        table.decompose("aten.aminmax.default", (call, tracer) -> Arg.list(List.of(
                extreme("aten.amin.default", call, tracer), extreme("aten.amax.default", call, tracer))));
        table.decompose("aten.norm.Scalar", (call, tracer) ->
                tracer.call("aten.linalg_vector_norm.default", call.arg("self"), call.arg("p")));
        table.decompose("aten.norm.ScalarOpt_dim", (call, tracer) -> tracer.call("aten.linalg_vector_norm.default",
                call.arg("self"), call.has("p") ? call.arg("p") : Arg.of(2), call.arg("dim"), call.arg("keepdim")));
        table.decompose("aten.mse_loss.default", (call, tracer) -> mean(call, tracer, tracer.call(
                "aten.pow.Tensor_Scalar", tracer.call("aten.sub.Tensor", call.arg("self"), call.arg("target")), Arg.of(2))));
        table.composite("aten.l1_loss.default", (call, tracer) -> mean(call, tracer, tracer.call("aten.abs.default",
                tracer.call("aten.sub.Tensor", call.arg("self"), call.arg("target")))));
    }

    /** {@code self + value * a (* or /) b}. */
    private static Arg combined(Call call, Tracer tracer, String last) {
        Arg scaled = tracer.call("aten.mul.Tensor", call.arg("tensor1"), call.arg("value"));
        return tracer.call("aten.add.Tensor", call.arg("self"), tracer.call(last, scaled, call.arg("tensor2")));
    }

    private static Arg reversedSubtraction(Call call, Tracer tracer) {
        return tracer.call("aten.sub.Tensor", Map.of("alpha", call.arg("alpha")), call.arg("other"), call.arg("self"));
    }

    private static Arg dot(Call call, Tracer tracer) {
        if (call.dtype("x").isComplex()) {
            throw new IllegalArgumentException("a dot product of conjugates");
        }
        return call.shape("x").rank() == 1 && call.shape("y").rank() == 1
                ? tracer.call("aten.vdot.default", call.arg("x"), call.arg("y"))
                : tracer.call("aten.sum.dim_IntList",
                        tracer.call("aten.mul.Tensor", call.arg("x"), call.arg("y")), call.arg("dim"));
    }

    /** Starts from the nearer end, which keeps precision. */
    private static Arg interpolated(Call call, Tracer tracer) {
        Arg start = call.arg("self");
        Arg weight = call.op().overload().equals("Scalar")
                ? tracer.call("aten.new_full.default", start, Arg.list(List.of()), call.arg("weight"))
                : call.arg("weight");
        Arg far = tracer.call("aten.ge.Scalar", tracer.call("aten.abs.default", weight), Arg.of(0.5));
        Arg factor = tracer.call("aten.where.self", far, tracer.call("aten.sub.Tensor", weight, Arg.of(1)), weight);
        Arg base = tracer.call("aten.where.self", far, call.arg("end"), start);
        Arg span = tracer.call("aten.sub.Tensor", call.arg("end"), start);
        return tracer.call("aten.add.Tensor", tracer.call("aten.mul.Tensor", factor, span), base);
    }

    private static Arg replaceNotFinite(Call call, Tracer tracer) {
        DType dtype = call.dtype("self");
        Arg input = call.arg("self");
        if (!dtype.isFloatingPoint()) {
            return tracer.call("aten.clone.default", input);
        }
        Arg number = call.has("nan") ? call.arg("nan") : Arg.of(0.0);
        Arg low = call.has("neginf") ? call.arg("neginf") : Arg.of(-largest(dtype));
        Arg high = call.has("posinf") ? call.arg("posinf") : Arg.of(largest(dtype));
        Arg result = tracer.call("aten.where.ScalarSelf", tracer.call("aten.isnan.default", input), number, input);
        result = tracer.call("aten.where.ScalarSelf", tracer.call("aten.isneginf.default", input), low, result);
        return tracer.call("aten.where.ScalarSelf", tracer.call("aten.isposinf.default", input), high, result);
    }

    private static double largest(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 65504.0;
            case BFLOAT16 -> 3.3895313892515355e38;
            case FLOAT64 -> Double.MAX_VALUE;
            default -> Float.MAX_VALUE;
        };
    }

    private static Arg finite(Arg input, Tracer tracer) {
        Arg bounded = tracer.call("aten.ne.Scalar", tracer.call("aten.abs.default", input), INFINITY);
        return tracer.call("aten.mul.Tensor", tracer.call("aten.eq.Tensor", input, input), bounded);
    }

    /** {@code |a - b| <= atol + |rtol * b|}, or equal. */
    private static Arg close(Call call, Tracer tracer) {
        Arg left = call.arg("self");
        Arg right = call.arg("other");
        Arg equal = tracer.call("aten.eq.Tensor", left, right);
        Arg relative = tracer.call("aten.abs.default", tracer.call("aten.mul.Scalar", right, call.arg("rtol")));
        Arg allowed = tracer.call("aten.add.Scalar", relative, call.arg("atol"));
        Arg distance = tracer.call("aten.abs.default", tracer.call("aten.sub.Tensor", left, right));
        Arg known = finite(distance, tracer);
        Arg near = tracer.call("aten.bitwise_and.Tensor", known, tracer.call("aten.le.Tensor", distance, allowed));
        return tracer.call("aten.bitwise_or.Tensor", equal, near);
    }

    private static Arg cross(Call call, Tracer tracer) {
        long dim = -1;
        if (call.has("dim")) {
            dim = call.integer("dim");
        } else {
            List<SymExpr> dims = call.shape("self").dims();
            dim = dims.indexOf(SymExpr.of(3));
        }
        return tracer.call("aten.linalg_cross.default", call.arg("self"), call.arg("other"), Arg.of(dim));
    }

    private static Arg cosine(Call call, Tracer tracer) {
        Arg[] vectors = {call.arg("x1"), call.arg("x2")};
        if (!tracer.shape(vectors[0]).equals(tracer.shape(vectors[1]))) {
            throw new IllegalArgumentException("cosine similarity of different shapes");
        }
        Arg axis = Arg.list(List.of(call.arg("dim")));
        List<Arg> norms = new ArrayList<>();
        for (Arg vector : vectors) {
            Arg norm = tracer.call("aten.linalg_vector_norm.default", vector, Arg.of(2), axis, Arg.of(true));
            norms.add(tracer.call("aten.clone.default", norm));
        }
        Arg epsilon = tracer.call("aten.scalar_tensor.default",
                Map.of("dtype", Arg.of(tracer.spec(norms.get(0)).dtype()), "device", tracer.device()), call.arg("eps"));
        Arg first = tracer.call("aten.clamp_min.Tensor", norms.get(0), epsilon);
        Arg second = tracer.call("aten.clamp_min.Tensor", norms.get(1), epsilon);
        Arg right = tracer.call("aten.div.Tensor", vectors[1], second);
        Arg left = tracer.call("aten.div.Tensor", vectors[0], first);
        return tracer.call("aten.sum.dim_IntList", tracer.call("aten.mul.Tensor", left, right), axis);
    }

    /** Both operands in float64; the compiled code converts the right one first. */
    private static Arg doublePower(Call call, Tracer tracer) {
        Map<String, Arg> wide = Map.of("dtype", Arg.of(DType.FLOAT64));
        Arg exponent = call.arg("exponent");
        if (!call.op().overload().equals("Scalar") && call.dtype("exponent") != DType.FLOAT64) {
            exponent = tracer.call("aten._to_copy.default", wide, exponent);
        }
        if (call.op().overload().equals("Scalar")) {
            return tracer.call("aten.pow.Scalar", Arg.of(call.number("self")), call.dtype("exponent") == DType.FLOAT64
                    ? exponent : tracer.call("aten._to_copy.default", wide, exponent));
        }
        Arg base = call.dtype("self") == DType.FLOAT64
                ? call.arg("self") : tracer.call("aten._to_copy.default", wide, call.arg("self"));
        return tracer.call("aten.pow.Tensor_Tensor", base, exponent);
    }

    /** {@code beta * self + alpha * outer(vec1, vec2)}. */
    private static Arg outerSum(Call call, Tracer tracer) {
        if (call.dtype("self") == DType.BOOL || call.number("beta") == 0) {
            throw new IllegalArgumentException("addr of truth values or without its first operand");
        }
        Arg spread = tracer.call("aten.expand.default", call.arg("self"),
                Arg.list(List.of(tracer.size(call.arg("vec1"), 0), tracer.size(call.arg("vec2"), 0))));
        Arg first = tracer.call("aten.mul.Tensor", spread, call.arg("beta"));
        Arg product = tracer.call("aten.outer.default", call.arg("vec1"), call.arg("vec2"));
        return tracer.call("aten.add.Tensor", first, tracer.call("aten.mul.Tensor", product, call.arg("alpha")));
    }

    /** Multiplies with axes of extent 1 interleaved, then joins each pair of axes. */
    private static Arg kronecker(Call call, Tracer tracer) {
        List<SymExpr> left = call.shape("self").dims();
        List<SymExpr> right = call.shape("other").dims();
        int rank = Math.max(left.size(), right.size());
        List<Arg> first = new ArrayList<>();
        List<Arg> second = new ArrayList<>();
        List<Arg> joined = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            SymExpr a = i < rank - left.size() ? Dims.ONE : left.get(i - rank + left.size());
            SymExpr b = i < rank - right.size() ? Dims.ONE : right.get(i - rank + right.size());
            first.addAll(List.of(new Arg.Sym(a), Arg.of(1)));
            second.addAll(List.of(Arg.of(1), new Arg.Sym(b)));
            joined.add(new Arg.Sym(Dims.multiply(a, b)));
        }
        Arg a = tracer.call("aten.reshape.default", call.arg("self"), Arg.list(first));
        Arg b = tracer.call("aten.reshape.default", call.arg("other"), Arg.list(second));
        return tracer.call("aten.view.default", tracer.call("aten.mul.Tensor", a, b), Arg.list(joined));
    }

    /** Moves the summed axes together and multiplies matrices. */
    private static Arg tensorProduct(Call call, Tracer tracer) {
        Shape left = call.shape("self");
        Shape right = call.shape("other");
        List<Integer> leftSummed = axes(call.integers("dims_self"), left.rank());
        List<Integer> rightSummed = axes(call.integers("dims_other"), right.rank());
        List<Integer> leftFree = others(leftSummed, left.rank());
        List<Integer> rightFree = others(rightSummed, right.rank());
        SymExpr summed = extent(left, leftSummed, tracer);
        SymExpr rows = extent(left, leftFree, tracer);
        SymExpr columns = extent(right, rightFree, tracer);
        Arg leftOrder = order(leftFree, call.items("dims_self"), true);
        Arg rightOrder = order(rightFree, call.items("dims_other"), false);
        if (leftFree.isEmpty() && rightFree.isEmpty()) {
            Arg row = vector(call.arg("self"), leftOrder, summed, tracer);
            Arg column = vector(call.arg("other"), rightOrder, summed, tracer);
            return tracer.call("aten.reshape.default", tracer.call("aten.dot.default", row, column), Arg.list(List.of()));
        }
        Arg a = matrix(call.arg("self"), leftOrder, rows, summed, tracer);
        Arg b = matrix(call.arg("other"), rightOrder, summed, columns, tracer);
        List<Arg> extents = new ArrayList<>();
        leftFree.forEach(axis -> extents.add(new Arg.Sym(left.dims().get(axis))));
        rightFree.forEach(axis -> extents.add(new Arg.Sym(right.dims().get(axis))));
        return tracer.call("aten.reshape.default", tracer.call("aten.mm.default", a, b), Arg.list(extents));
    }

    /** The free axes and the summed ones, these as the program counts them. */
    private static Arg order(List<Integer> free, List<Arg> summed, boolean freeFirst) {
        List<Arg> order = new ArrayList<>(summed);
        order.addAll(freeFirst ? 0 : order.size(), free.stream().map(axis -> Arg.of((long) axis)).toList());
        return Arg.list(order);
    }

    private static Arg vector(Arg tensor, Arg order, SymExpr extent, Tracer tracer) {
        Arg permuted = tracer.call("aten.permute.default", tensor, order);
        return tracer.shape(permuted).rank() == 1 ? permuted
                : tracer.call("aten.reshape.default", permuted, Arg.list(List.of(new Arg.Sym(extent))));
    }

    private static Arg matrix(Arg tensor, Arg order, SymExpr rows, SymExpr columns, Tracer tracer) {
        return tracer.call("aten.reshape.default", tracer.call("aten.permute.default", tensor, order),
                Arg.list(List.of(new Arg.Sym(rows), new Arg.Sym(columns))));
    }

    private static List<Integer> axes(long[] axes, int rank) {
        List<Integer> normal = new ArrayList<>();
        for (long axis : axes) {
            normal.add(Dims.axis(axis, rank));
        }
        return normal;
    }

    private static List<Integer> others(List<Integer> axes, int rank) {
        List<Integer> others = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (!axes.contains(axis)) {
                others.add(axis);
            }
        }
        return others;
    }

    private static SymExpr extent(Shape shape, List<Integer> axes, Tracer tracer) {
        return tracer.symbols().product(axes.stream().map(axis -> shape.dims().get(axis)).toList());
    }

    /** {@code x * rsqrt(mean(x^2) + eps) * weight}, computed at least in float32; the default epsilon is that of the type. */
    private static Arg rootMeanSquareNorm(Call call, Tracer tracer) {
        Shape shape = call.shape("input");
        List<Arg> axes = new ArrayList<>();
        for (int back = 1; back <= call.items("normalized_shape").size(); back++) {
            axes.add(Arg.of(shape.rank() - back));
        }
        DType dtype = call.dtype("input");
        DType wide = TypePromotion.computationType(dtype);
        double epsilon = !call.has("eps") ? wide == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f)
                : dtype == DType.FLOAT32 ? (float) call.number("eps") : call.number("eps");
        Arg input = CopyDecompositions.converted(call.arg("input"), wide, tracer);
        Arg squares = tracer.call("aten.pow.Tensor_Scalar", input, Arg.of(2));
        Arg mean = tracer.call("aten.mean.dim", squares, Arg.list(axes), Arg.of(true));
        Arg scale = tracer.call("aten.rsqrt.default", tracer.call("aten.add.Scalar", mean, Arg.of(epsilon)));
        Arg result = tracer.call("aten.mul.Tensor", input, scale);
        if (call.has("weight")) {
            result = tracer.call("aten.mul.Tensor", result, call.arg("weight"));
        }
        return CopyDecompositions.converted(result, dtype, tracer);
    }

    private static Arg extreme(String op, Call call, Tracer tracer) {
        return call.has("dim")
                ? tracer.call(op, call.arg("self"), Arg.list(List.of(call.arg("dim"))), call.arg("keepdim"))
                : tracer.call(op, call.arg("self"));
    }

    private static Arg mean(Call call, Tracer tracer, Arg values) {
        long reduction = call.integer("reduction");
        return reduction == 0 ? values : tracer.call(reduction == 1 ? "aten.mean.default" : "aten.sum.default", values);
    }
}
