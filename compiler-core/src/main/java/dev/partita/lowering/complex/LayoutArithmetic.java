package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Torch-TensorRT's rules for sums, products, quotients, matrix products, functions and single parts. */
final class LayoutArithmetic {

    private static final Arg LAST = Arg.of(-1);

    private LayoutArithmetic() {}

    static void register(LayoutRules rules) {
        rules.plain("aten.view_as_complex.default", call -> {
            ((Arg.Ref) call.arg(0)).forEachRef(call.marks()::add);
            return Optional.of(call.arg(0));
        });
        rules.plain("aten.view_as_real.default", call -> Optional.of(call.arg(0)));
        for (String op : List.of("add", "sub")) {
            // Between tensors it is right as it is.
            rules.pairs("aten." + op + ".Tensor", call -> call.node().args().size() < 2 || call.isNode(1)
                    ? Optional.of(Arg.of(call.node())) : Optional.of(moved(call)));
            rules.pairs("aten." + op + ".Scalar", call -> Optional.of(moved(call)));
        }
        rules.pairs("aten.mul.Tensor", LayoutArithmetic::product);
        rules.pairs("aten.div.Tensor", LayoutArithmetic::quotient);
        for (String op : List.of("mm", "bmm", "matmul")) {
            rules.pairs("aten." + op + ".default", LayoutArithmetic::matrixProduct);
        }
        rules.pairs("aten._conj.default", call -> {
            Parts z = call.parts(0);
            return Optional.of(call.real().join(z.real(), call.real().negate(z.imaginary())));
        });
        rules.pairs("aten.reciprocal.default", call -> joined(call, call.real().reciprocal(call.parts(0))));
        rules.plain("aten.abs.default", call ->
                Optional.of(call.real().call("aten.sqrt.default", call.real().squaredLength(call.parts(0)))));
        rules.plain("aten.angle.default", call -> Optional.of(call.real().angle(call.parts(0))));
        rules.plain("aten.real.default", call -> Optional.of(part(call, 0)));
        rules.plain("aten.imag.default", call -> Optional.of(part(call, 1)));
        for (String test : List.of("aten.isnan.default", "aten.isinf.default")) {
            rules.plain(test, call -> Optional.of(call.real().either(test, call.parts(0))));
        }
        FunctionsOnPairs.unary().forEach((name, function) -> rules.pairs("aten." + name + ".default", call ->
                joined(call, function.of(call.real(), call.parts(0)))));
        rules.pairs("aten.pow.Tensor_Scalar", call -> joined(call, call.real().power(call.parts(0), call.arg(1))));
        rules.pairs("aten.pow.Tensor_Tensor", call -> {
            Parts base = call.parts(0);
            return joined(call, call.real().power(base, call.parts(1)));
        });
        rules.pairs("aten.polar.default", call -> joined(call, call.real().polar(call.arg(0), call.arg(1))));
        rules.plain("aten.scalar_tensor.default", LayoutArithmetic::number);
    }

    private static Optional<Arg> joined(LayoutCall call, Parts parts) {
        return Optional.of(call.real().join(parts));
    }

    private static Arg part(LayoutCall call, int index) {
        return call.real().call("aten.select.int", call.arg(0), LAST, Arg.of(index));
    }

    /** A number joins the real part only. */
    private static Arg moved(LayoutCall call) {
        Parts z = call.parts(0);
        return call.real().join(call.same(z.real(), call.arg(1)), z.imaginary());
    }

    private static Optional<Arg> product(LayoutCall call) {
        if (!call.isNode(0) || !call.isNode(1) || !call.marks().contains(call.node())) {
            return Optional.empty();
        }
        RealCalls real = call.real();
        if (call.isMarked(0) && !call.isMarked(1) && !call.isWeight(0)) {
            return joined(call, real.scaled(call.parts(0), call.arg(1)));
        }
        if (!call.isMarked(0) && call.isMarked(1) && !call.isWeight(1)) {
            Parts z = call.parts(1);
            Arg first = real.multiply(call.arg(0), z.real());
            return Optional.of(real.join(first, real.multiply(call.arg(0), z.imaginary())));
        }
        if (!call.isWeight(0) && !call.isWeight(1)) {
            Parts x = call.parts(0);
            return joined(call, real.product(x, call.parts(1)));
        }
        return WeightPattern.PRODUCT.replaceAround(call);
    }

    private static Optional<Arg> quotient(LayoutCall call) {
        RealCalls real = call.real();
        if (!call.isNode(1)) {
            return Optional.empty();
        }
        if (!call.isNode(0)) {
            return joined(call, inverse(call));
        }
        if (call.isMarked(1)) {
            return WeightPattern.QUOTIENT.replaceAround(call);
        }
        return call.isMarked(0)
                ? Optional.of(real.divide(call.arg(0), real.call("aten.unsqueeze.default", call.arg(1), LAST)))
                : Optional.empty();
    }

    /** {@code s / z = (sa - sbi) / (a^2 + b^2)}. */
    private static Parts inverse(LayoutCall call) {
        RealCalls real = call.real();
        Parts z = call.parts(1);
        Arg length = real.squaredLength(z);
        Arg first = real.divide(real.multiply(z.real(), call.arg(0)), length);
        return new Parts(first, real.divide(real.negate(real.multiply(z.imaginary(), call.arg(0))), length));
    }

    private static Optional<Arg> matrixProduct(LayoutCall call) {
        if (!call.marks().contains(call.node()) || !call.isMarked(0) && !call.isMarked(1)) {
            return Optional.empty();
        }
        if (call.isMarked(0) && call.isMarked(1)) {
            Parts x = call.parts(0);
            return joined(call, call.real().matrixProduct(call.node().op(), x, call.parts(1)));
        }
        if (call.isMarked(0)) {
            Parts x = call.parts(0);
            Arg first = call.same(x.real(), call.arg(1));
            return Optional.of(call.real().join(first, call.same(x.imaginary(), call.arg(1))));
        }
        Parts y = call.parts(1);
        Arg first = call.same(call.arg(0), y.real());
        return Optional.of(call.real().join(first, call.same(call.arg(0), y.imaginary())));
    }

    /** A complex number of no dimensions becomes a real 0, whatever it was. */
    private static Optional<Arg> number(LayoutCall call) {
        if (!(call.node().kwargs().get("dtype") instanceof Arg.Dtype(DType dtype)) || !dtype.isComplex()) {
            return Optional.empty();
        }
        return Optional.of(call.real().call(
                call.node().op(), List.of(Arg.of(0.0)), Map.of("dtype", Arg.of(DType.FLOAT32))));
    }
}
