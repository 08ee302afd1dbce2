package dev.partita.shape.rule;

import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Operators that work element by element on broadcast inputs. */
final class ElementwiseRules {

    private ElementwiseRules() {}

    static void register(ShapeRules rules) {
        for (String op : List.of(
                "neg", "relu", "ceil", "floor", "round", "trunc", "sign", "square", "bitwise_not", "clone",
                "sgn", "positive", "hardtanh", "hardswish", "hardsigmoid", "leaky_relu", "gelu", "silu", "elu", "mish",
                "celu", "selu", "relu6", "frac", "zeros_like_", "threshold", "hardshrink", "softshrink", "softplus",
                "log_sigmoid", "detach", "alias", "lift_fresh_copy", "fill_", "conj_physical", "resolve_conj")) {
            unary(rules, "aten." + op + ".default", UnaryOperator.identity());
        }
        unary(rules, "aten.abs.default", TypePromotion::toReal);
        unary(rules, "aten.round.decimals", UnaryOperator.identity());
        for (String op : List.of(
                "sqrt", "rsqrt", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "asin",
                "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "sigmoid", "erf", "erfc", "erfinv",
                "reciprocal", "lgamma", "digamma", "i0", "special_i0", "sinc", "special_entr", "logit", "special_i1",
                "special_i0e", "special_i1e", "special_ndtri", "special_log_ndtr", "special_erfcx")) {
            unary(rules, "aten." + op + ".default", TypePromotion::toFloat);
        }
        rules.add("aten.polygamma.default", call -> tensor(TypePromotion.toFloat(call.dtype("self")), call.shape("self")));
        for (String op : List.of("logical_not", "isnan", "isinf", "isfinite", "signbit", "isneginf", "isposinf")) {
            unary(rules, "aten." + op + ".default", dtype -> DType.BOOL);
        }
        for (String op : List.of(
                "add", "sub", "mul", "rsub", "remainder", "fmod", "pow", "floor_divide", "bitwise_and", "bitwise_or",
                "bitwise_xor", "bitwise_left_shift", "bitwise_right_shift", "__lshift__", "__rshift__")) {
            promoting(rules, op, UnaryOperator.identity());
        }
        for (String op : List.of("minimum", "maximum", "fmin", "fmax", "copysign", "hypot", "nextafter", "gcd")) {
            promoting(rules, op, UnaryOperator.identity());
        }
        for (String op : List.of("div", "true_divide", "atan2", "xlogy", "logaddexp", "logaddexp2")) {
            promoting(rules, op, TypePromotion::toFloat);
        }
        for (String op : List.of(
                "eq", "ne", "lt", "le", "gt", "ge", "logical_and", "logical_or", "logical_xor")) {
            promoting(rules, op, dtype -> DType.BOOL);
        }
        rules.add("aten.div.Tensor_mode", ElementwiseRules::dividedWithRounding);
        rules.add("aten.div.Scalar_mode", ElementwiseRules::dividedWithRounding);
        rules.add("aten.where.self", ElementwiseRules::where);
        for (String overload : List.of("default", "Tensor")) {
            rules.add("aten.clamp." + overload, ElementwiseRules::broadcastAll);
            rules.add("aten.clamp_min." + overload, ElementwiseRules::broadcastAll);
            rules.add("aten.clamp_max." + overload, ElementwiseRules::broadcastAll);
        }
        rules.add("aten.lerp.Scalar", call -> tensor(call.dtype("self"), broadcast(call)));
        rules.add("aten.lerp.Tensor", call -> tensor(call.dtype("self"), broadcast(call)));
        rules.add("aten.addcmul.default", ElementwiseRules::broadcastAll);
        rules.add("aten.addcdiv.default", ElementwiseRules::broadcastAll);
        rules.add("aten._to_copy.default", ElementwiseRules::toCopy);
        rules.add("aten.linalg_cross.default", ElementwiseRules::promoted);
        rules.add("aten._prelu_kernel.default", call -> Value.of(call.spec("self")));
        rules.add("aten.rrelu_with_noise_functional.default", call -> new Value.Tuple(List.of(
                Value.of(call.spec("self")), Value.of(call.spec("noise")))));
        rules.add("prims.div.default", call -> tensor(call.spec("self").dtype(), broadcast(call)));
        rules.add("aten._assert_async.msg", call -> Value.NONE);
        rules.add("aten._fft_c2c.default", call -> Value.of(call.spec("self")));
        rules.add("aten._fft_r2c.default", ElementwiseRules::realTransform);
        rules.add("aten.copy.default", call -> Value.of(call.spec("self")));
    }

    /** One tensor in, the same shape out. */
    private static void unary(ShapeRules rules, String op, UnaryOperator<DType> dtype) {
        rules.add(op, call -> {
            TensorSpec input = Call.specOf(call.values().getFirst()).orElseThrow();
            return tensor(dtype.apply(input.dtype()), input.shape());
        });
    }

    private static void promoting(ShapeRules rules, String op, UnaryOperator<DType> dtype) {
        for (String overload : List.of("Tensor", "Scalar", "default", "Tensor_Tensor", "Tensor_Scalar", "Scalar_Tensor",
                "Scalar_Self", "Scalar_Other")) {
            String name = "aten." + op + "." + overload;
            if (rules.knows(dev.partita.ir.OpName.of(name))) {
                continue;
            }
            rules.add(name, call -> {
                List<Arg> operands = call.values().subList(0, 2);
                return tensor(dtype.apply(TypePromotion.resultType(operands)), broadcast(call));
            });
        }
    }

    private static Value promoted(Call call) {
        return tensor(TypePromotion.resultType(call.values().subList(0, 2)), broadcast(call));
    }

    private static Value dividedWithRounding(Call call) {
        DType dtype = TypePromotion.resultType(call.values().subList(0, 2));
        return tensor(call.has("rounding_mode") ? dtype : TypePromotion.toFloat(dtype), broadcast(call));
    }

    private static Value where(Call call) {
        return tensor(TypePromotion.resultType(call.values().subList(1, 3)), broadcast(call));
    }

    private static Value broadcastAll(Call call) {
        return tensor(TypePromotion.resultType(call.values()), broadcast(call));
    }

    private static Value toCopy(Call call) {
        return tensor(call.dtypeArgument().orElse(call.dtype("self")), call.shape("self"));
    }

    /** Onesided: half of the last transformed axis and one more. */
    private static Value realTransform(Call call) {
        List<dev.partita.tensor.SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        long[] axes = call.integers("dim");
        if (call.flag("onesided")) {
            int axis = Dims.axis(axes[axes.length - 1], dims.size());
            dims.set(axis, Dims.add(Dims.floorDivide(dims.get(axis), 2), 1));
        }
        return tensor(TypePromotion.toComplex(call.dtype("self")), Shape.of(dims));
    }

    static Shape broadcast(Call call) {
        Shape shape = Shape.SCALAR;
        for (Shape operand : shapes(call)) {
            shape = Dims.broadcast(shape, operand);
        }
        return shape;
    }

    private static List<Shape> shapes(Call call) {
        List<Shape> shapes = new ArrayList<>();
        for (Arg arg : call.values()) {
            Optional<TensorSpec> spec = Call.specOf(arg);
            spec.ifPresent(tensor -> shapes.add(tensor.shape()));
        }
        return shapes;
    }

    static Value tensor(DType dtype, Shape shape) {
        return Value.of(new TensorSpec(dtype, shape));
    }
}
