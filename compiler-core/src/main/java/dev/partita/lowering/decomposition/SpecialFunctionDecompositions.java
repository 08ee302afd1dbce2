package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
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
        table.decompose("aten.xlogy.Tensor", SpecialFunctionDecompositions::timesLogarithm);
        table.decompose("aten.logaddexp.default", SpecialFunctionDecompositions::logarithmOfSum);
        table.decompose("aten.nansum.default", (call, tracer) -> tracer.call("aten.sum.dim_IntList",
                call.has("dtype") ? Map.of("dtype", call.arg("dtype")) : Map.of(),
                withoutNan(call, tracer), call.arg("dim"), call.arg("keepdim")));
        table.composite("aten.nanmean.default", (call, tracer) -> {
            Arg known = tracer.call("aten.logical_not.default", tracer.call("aten.isnan.default", call.arg("self")));
            Arg count = tracer.call("aten.sum.dim_IntList", known, call.arg("dim"), call.arg("keepdim"));
            Arg sum = tracer.call("aten.nansum.default", call.arg("self"), call.arg("dim"), call.arg("keepdim"));
            return tracer.call("aten.div.Tensor", sum, count);
        });
        table.composite("aten.isreal.default", (call, tracer) -> {
            if (call.dtype("self").isComplex()) {
                throw new IllegalArgumentException("isreal of complex numbers");
            }
            return tracer.call("aten.eq.Tensor", call.arg("self"), call.arg("self"));
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
        Arg input = call.arg("self");
        if (call.has("eps")) {
            input = tracer.call("aten.clamp.default", input, call.arg("eps"), Arg.of(1 - call.number("eps")));
        }
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
        Arg step = tracer.call("aten.to.dtype", tracer.call("aten.logical_not.default", below), Arg.of(call.dtype("self")));
        return tracer.call("aten.where.self", zero, call.arg("values"), step);
    }

    /** {@code x log(y)}, 0 where {@code x} is 0, NaN where {@code y} is. */
    private static Arg timesLogarithm(Call call, Tracer tracer) {
        Arg product = tracer.call("aten.mul.Tensor", call.arg("self"), tracer.call("aten.log.default", call.arg("other")));
        Arg zero = tracer.call("aten.eq.Scalar", call.arg("self"), ZERO);
        Arg result = tracer.call("aten.where.ScalarSelf", zero, ZERO, product);
        Arg unknown = tracer.call("aten.isnan.default", call.arg("other"));
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

    private static Arg withoutNan(Call call, Tracer tracer) {
        return tracer.call("aten.where.ScalarSelf",
                tracer.call("aten.isnan.default", call.arg("self")), ZERO, call.arg("self"));
    }

    /** Copies a number, spread over the chosen positions. */
    private static Arg filled(Call call, Arg value, Tracer tracer) {
        List<Arg> extents = new ArrayList<>();
        call.shape("self").dims().forEach(dim -> extents.add(new Arg.Sym(dim)));
        if (extents.isEmpty()) {
            throw new IllegalArgumentException("index_fill of a scalar");
        }
        int axis = Dims.axis(call.integer("dim"), extents.size());
        extents.set(axis, new Arg.Sym(Dims.product(call.shape("index").dims())));
        return tracer.call("aten.index_copy.default", call.arg("self"), call.arg("dim"), call.arg("index"),
                tracer.call("aten.expand.default", value, Arg.list(extents)));
    }
}
