package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Exponential, logarithm, powers, trigonometric and hyperbolic functions, their inverses, and tests. */
final class FunctionsOnPairs {

    private static final Arg ONE = Arg.of(1.0);
    private static final Arg TWO = Arg.of(2.0);

    private FunctionsOnPairs() {}

    static void register(ComplexRules rules) {
        function(rules, "exp", (real, z) -> real.exponential(z));
        function(rules, "log", (real, z) -> real.logarithm(z));
        function(rules, "log2", (real, z) -> real.scaled(real.logarithm(z), Arg.of(1 / Math.log(2))));
        function(rules, "log10", (real, z) -> real.scaled(real.logarithm(z), Arg.of(1 / Math.log(10))));
        function(rules, "log1p", (real, z) ->
                real.logarithm(new Parts(real.add(z.real(), ONE), z.imaginary())));
        function(rules, "expm1", (real, z) -> {
            Parts power = real.exponential(z);
            return new Parts(real.subtract(power.real(), ONE), power.imaginary());
        });
        function(rules, "sqrt", (real, z) -> real.root(z));
        function(rules, "sin", (real, z) -> mixed(real, "sin", "cosh", "cos", "sinh", z));
        function(rules, "sinh", (real, z) -> mixed(real, "sinh", "cos", "cosh", "sin", z));
        function(rules, "cosh", (real, z) -> mixed(real, "cosh", "cos", "sinh", "sin", z));
        function(rules, "cos", (real, z) -> {
            Parts mirrored = mixed(real, "cos", "cosh", "sin", "sinh", z);
            return new Parts(mirrored.real(), real.negate(mirrored.imaginary()));
        });
        function(rules, "tan", (real, z) -> ofDouble(real, "sin", "cos", "sinh", "cosh", z));
        function(rules, "tanh", (real, z) -> ofDouble(real, "sinh", "cosh", "sin", "cos", z));
        function(rules, "asinh", (real, z) ->
                real.logarithm(sum(real, z, real.root(moved(real, square(real, z), ONE)))));
        function(rules, "acosh", (real, z) -> real.logarithm(sum(real, z,
                real.product(real.root(moved(real, z, ONE)), real.root(moved(real, z, Arg.of(-1.0)))))));
        function(rules, "atanh", FunctionsOnPairs::inverseTanh);
        function(rules, "asin", FunctionsOnPairs::inverseSine);
        function(rules, "acos", FunctionsOnPairs::inverseCosine);
        function(rules, "atan", FunctionsOnPairs::inverseTangent);
        rules.add("aten.pow.Tensor_Scalar", call -> call.call().arg("exponent") instanceof Arg.Complex
                ? Optional.empty()
                : Optional.of(call.real().join(call.real().power(call.parts("self"), call.call().arg("exponent")))));
        rules.add("aten.pow.Tensor_Tensor", FunctionsOnPairs::power);
        rules.add("aten.polar.default", call -> Optional.of(call.real().join(
                call.real().polar(call.call().arg("abs"), call.call().arg("angle")))));
        for (String test : List.of("isnan", "isinf")) {
            rules.add("aten." + test + ".default", call -> either(call, "aten." + test + ".default"));
        }
    }

    private static void function(ComplexRules rules, String name, BiFunction<RealCalls, Parts, Parts> function) {
        rules.add("aten." + name + ".default", call ->
                Optional.of(call.real().join(function.apply(call.real(), call.parts("self")))));
    }

    private static Optional<Arg> either(ComplexCall call, String test) {
        Parts parts = call.parts("self");
        Arg first = call.real().call(test, parts.real());
        return Optional.of(call.real().call("aten.logical_or.default", first,
                call.real().call(test, parts.imaginary())));
    }

    /** {@code z1^z2 = e^(z2 log z1)}. */
    private static Optional<Arg> power(ComplexCall call) {
        RealCalls real = call.real();
        Parts base = call.parts("self");
        Parts exponent = call.parts("exponent");
        return Optional.of(real.join(real.exponential(real.product(exponent, real.logarithm(base)))));
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

    private static Parts moved(RealCalls real, Parts z, Arg number) {
        return new Parts(real.call("aten.add.Scalar", z.real(), number), z.imaginary());
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
        return real.root(moved(real, negated(real, square(real, z)), ONE));
    }

    /** {@code log((1 + z) / (1 - z)) / 2}. */
    private static Parts inverseTanh(RealCalls real, Parts z) {
        Parts above = moved(real, z, ONE);
        Parts below = moved(real, negated(real, z), ONE);
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

    /** {@code -i artanh(iz)}. */
    private static Parts inverseTangent(RealCalls real, Parts z) {
        return turnedBack(real, inverseTanh(real, turned(real, z)));
    }
}
