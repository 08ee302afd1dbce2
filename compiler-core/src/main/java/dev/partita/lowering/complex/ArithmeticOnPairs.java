package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums, products, quotients, matrix products, and the operators that read one part. */
final class ArithmeticOnPairs {

    private static final Arg LAST = Arg.of(-1);

    private ArithmeticOnPairs() {}

    static void register(ComplexRules rules) {
        for (String op : List.of("add", "sub")) {
            rules.add("aten." + op + ".Tensor", ArithmeticOnPairs::sum);
            rules.add("aten." + op + ".Scalar", ArithmeticOnPairs::sum);
        }
        rules.add("aten.mul.Tensor", ArithmeticOnPairs::product);
        rules.add("aten.mul.Scalar", ArithmeticOnPairs::product);
        rules.add("aten.div.Tensor", ArithmeticOnPairs::quotient);
        rules.add("aten.div.Scalar", ArithmeticOnPairs::quotient);
        for (String op : List.of("mm", "bmm", "matmul")) {
            rules.add("aten." + op + ".default", ArithmeticOnPairs::matrixProduct);
        }
        for (String op : List.of("_conj", "_conj_physical", "conj_physical")) {
            rules.add("aten." + op + ".default", ArithmeticOnPairs::conjugate);
        }
        rules.add("aten.resolve_conj.default", call -> Optional.of(call.pair("self")));
        rules.add("aten.resolve_neg.default", call -> Optional.of(call.pair("self")));
        rules.add("aten.reciprocal.default", call ->
                Optional.of(call.real().join(call.real().reciprocal(call.parts("self")))));
        rules.add("aten.abs.default", call -> Optional.of(call.real().call(
                "aten.sqrt.default", call.real().squaredLength(call.parts("self")))));
        rules.add("aten.angle.default", call -> Optional.of(call.real().angle(call.parts("self"))));
        rules.add("aten.real.default", call -> Optional.of(part(call, 0)));
        rules.add("aten.imag.default", call -> Optional.of(part(call, 1)));
        rules.add("aten.view_as_real.default", call -> Optional.of(call.pair("self")));
    }

    private static Arg part(ComplexCall call, int index) {
        return call.real().call("aten.select.int", call.pair("self"), LAST, Arg.of(index));
    }

    /** Part by part; a real number or tensor joins the real part only. */
    private static Optional<Arg> sum(ComplexCall call) {
        Arg other = call.call().arg("other");
        if (!Map.of().equals(call.call().keywords()) || other instanceof Arg.Complex || !call.isTensor("self")) {
            return Optional.empty();
        }
        RealCalls real = call.real();
        if (!call.isTensor("other")) {
            Parts parts = call.parts("self");
            Arg moved = real.call(call.op(), List.of(parts.real(), other), Map.of());
            return Optional.of(real.join(moved, parts.imaginary()));
        }
        return Optional.of(real.call(call.op(), List.of(call.pair("self"), call.pair("other")), Map.of()));
    }

    private static Optional<Arg> product(ComplexCall call) {
        RealCalls real = call.real();
        Arg other = call.call().arg("other");
        if (!call.isTensor("self")) {
            return Optional.empty();
        }
        if (other instanceof Arg.Complex(double re, double im)) {
            return Optional.of(real.join(real.product(call.parts("self"), new Parts(Arg.of(re), Arg.of(im)))));
        }
        if (!call.isTensor("other")) {
            return Optional.of(real.call(call.op(), List.of(call.pair("self"), other), Map.of()));
        }
        if (!call.isComplex("other")) {
            return Optional.of(real.join(real.scaled(call.parts("self"), other)));
        }
        if (!call.isComplex("self")) {
            Parts parts = call.parts("other");
            Arg first = real.multiply(call.call().arg("self"), parts.real());
            return Optional.of(real.join(first, real.multiply(call.call().arg("self"), parts.imaginary())));
        }
        return Optional.of(real.join(real.product(call.parts("self"), call.parts("other"))));
    }

    private static Optional<Arg> quotient(ComplexCall call) {
        RealCalls real = call.real();
        Arg other = call.call().arg("other");
        if (!call.isTensor("self") || other instanceof Arg.Complex) {
            return Optional.empty();
        }
        if (!call.isTensor("other")) {
            return Optional.of(real.call(call.op(), List.of(call.pair("self"), other), Map.of()));
        }
        if (!call.isComplex("other")) {
            Arg pair = call.pair("self");
            return Optional.of(real.divide(pair, real.call("aten.unsqueeze.default", other, LAST)));
        }
        Parts numerator = call.parts("self");
        return Optional.of(real.join(real.quotient(numerator, call.parts("other"))));
    }

    /** {@code (A + iB)(C + iD) = (AC - BD) + i(AD + BC)}; two products when one matrix is real. */
    private static Optional<Arg> matrixProduct(ComplexCall call) {
        RealCalls real = call.real();
        List<Arg> operands = call.call().values();
        String left = call.call().schema().parameters().get(0).name();
        String right = call.call().schema().parameters().get(1).name();
        String op = call.op().shortName();
        if (!call.isComplex(right)) {
            Parts parts = call.parts(left);
            Arg first = real.call(op, parts.real(), operands.get(1));
            return Optional.of(real.join(first, real.call(op, parts.imaginary(), operands.get(1))));
        }
        if (!call.isComplex(left)) {
            Parts parts = call.parts(right);
            Arg first = real.call(op, operands.get(0), parts.real());
            return Optional.of(real.join(first, real.call(op, operands.get(0), parts.imaginary())));
        }
        Parts x = call.parts(left);
        return Optional.of(real.join(real.matrixProduct(call.op(), x, call.parts(right))));
    }

    private static Optional<Arg> conjugate(ComplexCall call) {
        Parts parts = call.parts("self");
        return Optional.of(call.real().join(parts.real(), call.real().negate(parts.imaginary())));
    }
}
