package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exponential, logarithm, powers, trigonometric and hyperbolic functions, their inverses, and tests. */
final class FunctionsOnPairs {

    private static final Arg ONE = Arg.of(1.0);
    private static final Arg TWO = Arg.of(2.0);

    private FunctionsOnPairs() {}

    /** A complex function of one number by real calls. */
    interface PairFunction {
        Parts of(RealCalls real, Parts z);
    }

    static void register(ComplexRules rules) {
        unary().forEach((name, function) -> rules.add("aten." + name + ".default", call ->
                Optional.of(call.real().join(function.of(call.real(), call.parts("self"))))));
        rules.add("aten.pow.Tensor_Scalar", call -> call.call().arg("exponent") instanceof Arg.Complex
                ? Optional.empty()
                : Optional.of(call.real().join(call.real().power(call.parts("self"), call.call().arg("exponent")))));
        rules.add("aten.pow.Tensor_Tensor", call ->
                Optional.of(call.real().join(call.real().power(call.parts("self"), call.parts("exponent")))));
        rules.add("aten.polar.default", call -> Optional.of(call.real().join(
                call.real().polar(call.call().arg("abs"), call.call().arg("angle")))));
        for (String test : List.of("isnan", "isinf")) {
            rules.add("aten." + test + ".default", call -> Optional.of(
                    call.real().either("aten." + test + ".default", call.parts("self"))));
        }
    }

    /** The functions by operator, each call by call as Torch-TensorRT computes it. */
    static Map<String, PairFunction> unary() {
        Map<String, PairFunction> functions = new LinkedHashMap<>();
        functions.put("exp", RealCalls::exponential);
        functions.put("log", RealCalls::logarithm);
        functions.put("log2", (real, z) -> real.scaled(real.logarithm(z), Arg.of(1 / Math.log(2))));
        functions.put("log10", (real, z) -> real.scaled(real.logarithm(z), Arg.of(1 / Math.log(10))));
        functions.put("log1p", (real, z) -> real.logarithm(new Parts(real.add(z.real(), ONE), z.imaginary())));
        functions.put("expm1", (real, z) -> {
            Parts power = real.exponential(z);
            return new Parts(real.subtract(power.real(), ONE), power.imaginary());
        });
        functions.put("sqrt", RealCalls::root);
        functions.put("sin", (real, z) -> mixed(real, "sin", "cosh", "cos", "sinh", z));
        functions.put("sinh", (real, z) -> mixed(real, "sinh", "cos", "cosh", "sin", z));
        functions.put("cosh", (real, z) -> mixed(real, "cosh", "cos", "sinh", "sin", z));
        functions.put("cos", (real, z) -> {
            Parts mirrored = mixed(real, "cos", "cosh", "sin", "sinh", z);
            return new Parts(mirrored.real(), real.negate(mirrored.imaginary()));
        });
        functions.put("tan", (real, z) -> ofDouble(real, "sin", "cos", "sinh", "cosh", z));
        functions.put("tanh", (real, z) -> ofDouble(real, "sinh", "cosh", "sin", "cos", z));
        functions.put("asinh", (real, z) ->
                real.logarithm(sum(real, z, real.root(raised(real, square(real, z))))));
        functions.put("acosh", FunctionsOnPairs::inverseCosh);
        functions.put("atanh", FunctionsOnPairs::inverseTanh);
        functions.put("asin", FunctionsOnPairs::inverseSine);
        functions.put("acos", FunctionsOnPairs::inverseCosine);
        functions.put("atan", FunctionsOnPairs::inverseTangent);
        return functions;
    }

    /** {@code f(a) g(b) + i h(a) k(b)}: the sum formulas of sine, cosine and their hyperbolic twins. */
    private static Parts mixed(RealCalls real, String f, String g, String h, String k, Parts z) {
        Arg first = on(real, f, z.real());
        Arg second = on(real, g, z.imaginary());
        Arg third = on(real, h, z.real());
        Arg fourth = on(real, k, z.imaginary());
        Arg result = real.multiply(first, second);
        return new Parts(result, real.multiply(third, fourth));
    }

    /** {@code (f(2a) + i h(2b)) / (g(2a) + k(2b))}: tangents by the double angle. */
    private static Parts ofDouble(RealCalls real, String f, String g, String h, String k, Parts z) {
        Arg a = real.multiply(z.real(), TWO);
        Arg b = real.multiply(z.imaginary(), TWO);
        Arg first = on(real, f, a);
        Arg second = on(real, g, a);
        Arg third = on(real, h, b);
        Arg fourth = on(real, k, b);
        Arg below = real.add(second, fourth);
        Arg result = real.divide(first, below);
        return new Parts(result, real.divide(third, below));
    }

    private static Arg on(RealCalls real, String function, Arg argument) {
        return real.call("aten." + function + ".default", argument);
    }

    private static Parts sum(RealCalls real, Parts x, Parts y) {
        Arg first = real.add(x.real(), y.real());
        return new Parts(first, real.add(x.imaginary(), y.imaginary()));
    }

    /** {@code z + 1}. */
    private static Parts raised(RealCalls real, Parts z) {
        return new Parts(real.call("aten.add.Scalar", z.real(), ONE), z.imaginary());
    }

    /** {@code z - 1}. */
    private static Parts lowered(RealCalls real, Parts z) {
        return new Parts(real.call("aten.sub.Scalar", z.real(), ONE), z.imaginary());
    }

    /** {@code (a^2 - b^2) + 2abi}. */
    private static Parts square(RealCalls real, Parts z) {
        Arg a = real.multiply(z.real(), z.real());
        Arg b = real.multiply(z.imaginary(), z.imaginary());
        Arg first = real.subtract(a, b);
        return new Parts(first, real.multiply(real.multiply(z.real(), z.imaginary()), TWO));
    }

    private static Parts negated(RealCalls real, Parts z) {
        Arg first = real.negate(z.real());
        return new Parts(first, real.negate(z.imaginary()));
    }

    /** {@code iz = -b + ai}. */
    private static Parts turned(RealCalls real, Parts z) {
        return new Parts(real.negate(z.imaginary()), z.real());
    }

    /** {@code -iz = b - ai}. */
    private static Parts turnedBack(RealCalls real, Parts z) {
        return new Parts(z.imaginary(), real.negate(z.real()));
    }

    /** {@code sqrt(1 - z^2)}. */
    private static Parts complement(RealCalls real, Parts z) {
        Parts square = square(real, z);
        Arg ones = real.call("aten.ones_like.default", square.real());
        Arg first = real.subtract(ones, square.real());
        return real.root(new Parts(first, real.negate(square.imaginary())));
    }

    /** {@code log(z + sqrt(z + 1) sqrt(z - 1))}: the principal branch, also left of zero. */
    private static Parts inverseCosh(RealCalls real, Parts z) {
        Parts above = raised(real, z);
        Parts below = lowered(real, z);
        return real.logarithm(sum(real, z, real.product(real.root(above), real.root(below))));
    }

    /** {@code log((1 + z) / (1 - z)) / 2}. */
    private static Parts inverseTanh(RealCalls real, Parts z) {
        Parts above = raised(real, z);
        Parts below = negated(real, lowered(real, z));
        return real.scaled(real.logarithm(real.quotient(above, below)), Arg.of(0.5));
    }

    /** {@code -i log(iz + sqrt(1 - z^2))}. */
    private static Parts inverseSine(RealCalls real, Parts z) {
        Parts turned = turned(real, z);
        return turnedBack(real, real.logarithm(sum(real, turned, complement(real, z))));
    }

    /** {@code -i log(z + i sqrt(1 - z^2))}. */
    private static Parts inverseCosine(RealCalls real, Parts z) {
        return turnedBack(real, real.logarithm(sum(real, z, turned(real, complement(real, z)))));
    }

    /** {@code i/2 log((1 - iz) / (1 + iz))}. */
    private static Parts inverseTangent(RealCalls real, Parts z) {
        Arg turned = real.negate(z.imaginary());
        Arg ones = real.call("aten.ones_like.default", z.real());
        Arg first = real.subtract(ones, turned);
        Parts above = new Parts(first, real.negate(z.real()));
        Parts below = new Parts(real.add(ones, turned), z.real());
        Parts logarithm = real.logarithm(real.quotient(above, below));
        Arg result = real.multiply(logarithm.imaginary(), Arg.of(-0.5));
        return new Parts(result, real.multiply(logarithm.real(), Arg.of(0.5)));
    }
}
