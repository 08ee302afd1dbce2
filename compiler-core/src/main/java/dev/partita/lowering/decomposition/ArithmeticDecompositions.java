package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Map;

/** Combined arithmetic, numbers that are none, comparisons with tolerance. */
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
    }

    /** {@code self + value * a (* or /) b}. */
    private static Arg combined(Call call, Tracer tracer, String last) {
        Arg scaled = tracer.call("aten.mul.Tensor", call.arg("tensor1"), call.arg("value"));
        return tracer.call("aten.add.Tensor", call.arg("self"), tracer.call(last, scaled, call.arg("tensor2")));
    }

    private static Arg reversedSubtraction(Call call, Tracer tracer) {
        return tracer.call("aten.sub.Tensor", Map.of("alpha", call.arg("alpha")), call.arg("other"), call.arg("self"));
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
}
