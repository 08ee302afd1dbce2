package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions of single numbers that consist of simpler ones. */
final class SpecialFunctionDecompositions {

    private static final Arg ZERO = Arg.of(0);

    private SpecialFunctionDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.deg2rad.default", (call, tracer) ->
                tracer.call("aten.mul.Tensor", call.arg("self"), Arg.of(Math.PI / 180)));
        table.decompose("aten.rad2deg.default", (call, tracer) ->
                tracer.call("aten.mul.Tensor", call.arg("self"), Arg.of(180 / Math.PI)));
        table.decompose("aten.logit.default", SpecialFunctionDecompositions::logit);
        table.decompose("aten.sinc.default", SpecialFunctionDecompositions::sinc);
        table.decompose("aten.heaviside.default", SpecialFunctionDecompositions::heaviside);
        for (String overload : List.of("Tensor", "Scalar_Self", "Scalar_Other")) {
            table.decompose("aten.xlogy." + overload, (call, tracer) -> timesLogarithm(call, tracer, "aten.log.default"));
        }
        for (String overload : List.of("default", "self_scalar", "other_scalar")) {
            table.decompose("aten.special_xlog1py." + overload,
                    (call, tracer) -> timesLogarithm(call, tracer, "aten.log1p.default"));
        }
        table.composite("aten.special_xlogy.default", (call, tracer) -> tracer.call(call.as("aten.xlogy.Tensor")));
        table.composite("aten.special_xlogy.self_scalar", (call, tracer) -> tracer.call(call.as("aten.xlogy.Scalar_Self")));
        table.composite("aten.special_xlogy.other_scalar", (call, tracer) -> tracer.call(call.as("aten.xlogy.Scalar_Other")));
        table.decompose("aten.special_entr.default", SpecialFunctionDecompositions::entropy);
        table.decompose("aten.special_log_ndtr.default", SpecialFunctionDecompositions::logarithmOfNormal);
        table.decompose("aten.logaddexp2.default", SpecialFunctionDecompositions::binaryLogarithmOfSum);
        table.decompose("aten.mvlgamma.default", SpecialFunctionDecompositions::multivariateLogGamma);
        table.composite("aten.special_multigammaln.default", (call, tracer) -> tracer.call(call.as("aten.mvlgamma.default")));
        table.decompose("aten.sgn.default", SpecialFunctionDecompositions::signOfReal);
        table.decompose("aten.logaddexp.default", SpecialFunctionDecompositions::logarithmOfSum);
        table.decompose("aten.nansum.default", (call, tracer) -> tracer.call("aten.sum.dim_IntList",
                call.has("dtype") ? Map.of("dtype", call.arg("dtype")) : Map.of(),
                withoutNan(call, tracer), call.arg("dim"), call.arg("keepdim")));
        table.composite("aten.nanmean.default", (call, tracer) -> {
            Arg known = tracer.call("aten.logical_not.default",
                    tracer.call("aten.ne.Tensor", call.arg("self"), call.arg("self")));
            Arg count = tracer.call("aten.sum.dim_IntList", known, call.arg("dim"), call.arg("keepdim"));
            Arg sum = tracer.call("aten.nansum.default", call.arg("self"), call.arg("dim"), call.arg("keepdim"));
            return tracer.call("aten.div.Tensor", sum, count);
        });
        table.composite("aten.special_ndtr.default", (call, tracer) -> {
            Arg scaled = tracer.call("aten.mul.Scalar", call.arg("self"), Arg.of(Math.sqrt(0.5)));
            Arg shifted = tracer.call("aten.add.Scalar", tracer.call("aten.erf.default", scaled), Arg.of(1));
            return tracer.call("aten.mul.Scalar", shifted, Arg.of(0.5));
        });
        table.composite("aten.isreal.default", (call, tracer) -> {
            if (call.dtype("self").isComplex()) {
                throw new IllegalArgumentException("isreal of complex numbers");
            }
            return tracer.call("aten.ones_like.default", Map.of("dtype", Arg.of(DType.BOOL)), call.arg("self"));
        });
        table.composite("aten.inner.default", (call, tracer) -> {
            if (call.shape("self").rank() == 0 || call.shape("other").rank() == 0) {
                return tracer.call("aten.mul.Tensor", call.arg("self"), call.arg("other"));
            }
            return tracer.call("aten.tensordot.default",
                    call.arg("self"), call.arg("other"), Arg.ints(-1), Arg.ints(-1));
        });
        table.decompose("aten.index_fill.int_Scalar", (call, tracer) -> filled(call, tracer.call(
                "aten.scalar_tensor.default", Map.of("dtype", Arg.of(call.dtype("self")),
                        "layout", new Arg.Layout("strided"), "device", tracer.device()), call.arg("value")), tracer));
        table.decompose("aten.index_fill.int_Tensor", (call, tracer) -> filled(call, call.arg("value"), tracer));
    }

    private static Arg logit(Call call, Tracer tracer) {
        double low = call.has("eps") ? call.number("eps") : -1.0;
        double high = 1 - low;
        Arg below = tracer.call("aten.lt.Scalar", call.arg("self"), Arg.of(low));
        Arg above = tracer.call("aten.gt.Scalar", call.arg("self"), Arg.of(high));
        Arg bounded = tracer.call("aten.where.ScalarSelf", above, Arg.of(high), call.arg("self"));
        Arg input = tracer.call("aten.where.ScalarSelf", below, Arg.of(low), bounded);
        Arg rest = tracer.call("aten.sub.Tensor", Arg.of(1), input);
        return tracer.call("aten.log.default", tracer.call("aten.div.Tensor", input, rest));
    }

    /** {@code sin(pi x) / (pi x)}, 1 at 0. */
    private static Arg sinc(Call call, Tracer tracer) {
        Arg scaled = tracer.call("aten.mul.Tensor", call.arg("self"), Arg.of(Math.PI));
        Arg zero = tracer.call("aten.eq.Scalar", scaled, ZERO);
        Arg quotient = tracer.call("aten.div.Tensor", tracer.call("aten.sin.default", scaled), scaled);
        return tracer.call("aten.where.ScalarSelf", zero, Arg.of(1), quotient);
    }

    private static Arg heaviside(Call call, Tracer tracer) {
        Arg zero = tracer.call("aten.eq.Scalar", call.arg("self"), ZERO);
        Arg below = tracer.call("aten.logical_or.default", tracer.call("aten.lt.Scalar", call.arg("self"), ZERO),
                tracer.call("aten.isnan.default", call.arg("self")));
        Arg step = tracer.call("aten.where.Scalar", below, ZERO, Arg.of(1));
        return tracer.call("aten.where.self", zero, call.arg("values"), step);
    }

    /** {@code x log(y)}, 0 where {@code x} is 0, NaN where {@code y} is; a number becomes a tensor first. */
    private static Arg timesLogarithm(Call call, Tracer tracer, String logarithm) {
        Arg x = tensor(call.arg("self"), call.arg("other"), tracer);
        Arg y = tensor(call.arg("other"), call.arg("self"), tracer);
        Arg zero = tracer.call("aten.eq.Scalar", x, ZERO);
        Arg product = tracer.call("aten.mul.Tensor", x, tracer.call(logarithm, y));
        Arg result = tracer.call("aten.where.ScalarSelf", zero, ZERO, product);
        Arg unknown = tracer.call("aten.isnan.default", y);
        return tracer.call("aten.where.ScalarSelf", unknown, Arg.of(Double.NaN), result);
    }

    /** {@code max + log1p(exp(min - max))}; equal infinities stay. */
    private static Arg logarithmOfSum(Call call, Tracer tracer) {
        Arg a = call.arg("self");
        Arg b = call.arg("other");
        Arg first = tracer.call("aten.ge.Tensor", a, b);
        Arg larger = tracer.call("aten.where.self", first, a, b);
        Arg smaller = tracer.call("aten.where.self", first, b, a);
        Arg infinite = tracer.call("aten.logical_not.default", tracer.call("aten.isfinite.default", a));
        Arg same = tracer.call("aten.logical_and.default", infinite, tracer.call("aten.eq.Tensor", a, b));
        Arg power = tracer.call("aten.exp.default", tracer.call("aten.sub.Tensor", smaller, larger));
        Arg sum = tracer.call("aten.add.Tensor", larger, tracer.call("aten.log1p.default", power));
        return tracer.call("aten.where.self", same, a, sum);
    }

    private static Arg tensor(Arg value, Arg like, Tracer tracer) {
        return Call.specOf(value).isPresent() ? value : tracer.call("aten.scalar_tensor.default", Map.of(
                "dtype", Arg.of(tracer.spec(like).dtype()), "device", tracer.device()), value);
    }

    /** {@code -x log(x)}, 0 at 0, minus infinity below. */
    private static Arg entropy(Call call, Tracer tracer) {
        Arg x = call.arg("self");
        Arg unknown = tracer.call("aten.isnan.default", x);
        Arg positive = tracer.call("aten.gt.Scalar", x, ZERO);
        Arg negative = tracer.call("aten.neg.default", x);
        Arg product = tracer.call("aten.mul.Tensor", negative, tracer.call("aten.log.default", x));
        Arg zero = tracer.call("aten.eq.Scalar", x, ZERO);
        Arg rest = tracer.call("aten.where.Scalar", zero, ZERO, Arg.of(Double.NEGATIVE_INFINITY));
        return tracer.call("aten.where.self", unknown, x, tracer.call("aten.where.self", positive, product, rest));
    }

    /** The logarithm of the normal distribution's cumulative function: two formulas, each exact on its side of 1. */
    private static Arg logarithmOfNormal(Call call, Tracer tracer) {
        Arg x = call.arg("self");
        Arg scaled = tracer.call("aten.mul.Tensor", x, Arg.of(Math.sqrt(0.5)));
        Arg low = tracer.call("aten.lt.Scalar", x, Arg.of(1.0));
        Arg scaledTail = tracer.call("aten.special_erfcx.default", tracer.call("aten.neg.default", scaled));
        Arg logarithm = tracer.call("aten.log.default", tracer.call("aten.div.Tensor", scaledTail, Arg.of(2)));
        Arg left = tracer.call("aten.sub.Tensor", logarithm, tracer.call("aten.mul.Tensor", scaled, scaled));
        Arg tail = tracer.call("aten.neg.default", tracer.call("aten.erfc.default", scaled));
        Arg right = tracer.call("aten.log1p.default", tracer.call("aten.div.Tensor", tail, Arg.of(2)));
        return tracer.call("aten.where.self", low, left, right);
    }

    private static Arg binaryLogarithmOfSum(Call call, Tracer tracer) {
        Arg a = call.arg("self");
        Arg b = call.arg("other");
        Arg first = tracer.call("aten.ge.Tensor", a, b);
        Arg larger = tracer.call("aten.where.self", first, a, b);
        Arg smaller = tracer.call("aten.where.self", first, b, a);
        Arg infinite = tracer.call("aten.isinf.default", a);
        Arg same = tracer.call("aten.logical_and.default", infinite, tracer.call("aten.eq.Tensor", a, b));
        Arg power = tracer.call("aten.exp2.default", tracer.call("aten.sub.Tensor", smaller, larger));
        Arg rest = tracer.call("aten.mul.Tensor", tracer.call("aten.log1p.default", power), Arg.of(1 / Math.log(2)));
        return tracer.call("aten.where.self", same, a, tracer.call("aten.add.Tensor", larger, rest));
    }

    private static Arg multivariateLogGamma(Call call, Tracer tracer) {
        long p = call.integer("p");
        if (!call.dtype("self").isFloatingPoint()) {
            throw new IllegalArgumentException("mvlgamma of integers");
        }
        Arg steps = tracer.call("aten.arange.start_step", Map.of("dtype", Arg.of(call.dtype("self")),
                "layout", new Arg.Layout("strided"), "device", tracer.device(), "pin_memory", Arg.of(false)),
                Arg.of(0.5 * (1 - p)), Arg.of(0.5), Arg.of(0.5));
        Arg shifted = tracer.call("aten.add.Tensor", tracer.call("aten.unsqueeze.default", call.arg("self"), Arg.of(-1)), steps);
        Arg sum = tracer.call("aten.sum.dim_IntList", tracer.call("aten.lgamma.default", shifted), Arg.ints(-1));
        return tracer.call("aten.add.Tensor", sum, Arg.of(0.25 * (p * (p - 1)) * Math.log(Math.PI)));
    }

    private static Arg signOfReal(Call call, Tracer tracer) {
        if (!call.dtype("self").isComplex()) {
            return tracer.call(call.as("aten.sign.default"));
        }
        Arg length = tracer.call("aten.abs.default", call.arg("self"));
        Arg zero = tracer.call("aten.eq.Scalar", length, ZERO);
        return tracer.call("aten.where.ScalarSelf", zero, ZERO, tracer.call("aten.div.Tensor", call.arg("self"), length));
    }

    private static Arg withoutNan(Call call, Tracer tracer) {
        return tracer.call("aten.where.ScalarSelf",
                tracer.call("aten.isnan.default", call.arg("self")), ZERO, call.arg("self"));
    }

    /** Copies a number, spread over the chosen positions. */
    private static Arg filled(Call call, Arg value, Tracer tracer) {
        if (call.shape("self").rank() == 0) {
            Arg vector = tracer.call("aten.unsqueeze.default", call.arg("self"), Arg.of(0));
            Arg values = tracer.call("aten.expand.default", value, Arg.list(List.of(indexed(call))));
            Arg copied = tracer.call("aten.index_copy.default", vector, Arg.of(0), call.arg("index"), values);
            return tracer.call("aten.clone.default", tracer.call("aten.squeeze.dim", copied, Arg.of(0)));
        }
        List<Arg> extents = new ArrayList<>();
        call.shape("self").dims().forEach(dim -> extents.add(new Arg.Sym(dim)));
        int axis = Dims.axis(call.integer("dim"), extents.size());
        extents.set(axis, indexed(call));
        return tracer.call("aten.index_copy.default", call.arg("self"), call.arg("dim"), call.arg("index"),
                tracer.call("aten.expand.default", value, Arg.list(extents)));
    }

    /** How many positions are chosen. */
    private static Arg indexed(Call call) {
        return new Arg.Sym(Dims.product(call.shape("index").dims()));
    }
}
