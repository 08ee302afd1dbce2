package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import java.util.List;
import java.util.Map;

/** Activation functions that consist of simpler functions. */
final class ActivationDecompositions {

    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
    private static final double SELU_SCALE = 1.0507009873554804934193349852946;

    private ActivationDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.hardswish.default", ActivationDecompositions::hardswish);
        table.composite("aten.selu.default", (call, tracer) -> tracer.call(
                "aten.elu.default", call.arg("self"), Arg.of(SELU_ALPHA), Arg.of(SELU_SCALE)));
        table.composite("aten.selu_.default", (call, tracer) -> tracer.call(
                "aten.elu_.default", call.arg("self"), Arg.of(SELU_ALPHA), Arg.of(SELU_SCALE)));
        table.decompose("aten.celu.default", ActivationDecompositions::celu);
        table.decompose("aten.hardtanh.default", (call, tracer) -> tracer.call(
                "aten.clamp.default", call.arg("self"), call.arg("min_val"), call.arg("max_val")));
        table.composite("aten.relu6.default", (call, tracer) ->
                tracer.call("aten.hardtanh.default", call.arg("self"), Arg.of(0), Arg.of(6)));
        table.composite("aten.relu6_.default", (call, tracer) ->
                tracer.call("aten.hardtanh_.default", call.arg("self"), Arg.of(0), Arg.of(6)));
        table.composite("aten.log_sigmoid.default", ActivationDecompositions::logSigmoid);
        table.decompose("aten.mish.default", (call, tracer) -> tracer.call("aten.mul.Tensor", call.arg("self"),
                tracer.call("aten.tanh.default", tracer.call("aten.softplus.default", call.arg("self")))));
        table.decompose("aten.softshrink.default", ActivationDecompositions::softshrink);
        table.decompose("aten.hardshrink.default", (call, tracer) -> tracer.call("aten.where.ScalarSelf",
                tracer.call("aten.le.Scalar", tracer.call("aten.abs.default", call.arg("self")), call.arg("lambd")),
                Arg.of(0), call.arg("self")));
        table.decompose("aten.threshold.default", (call, tracer) -> tracer.call("aten.where.ScalarSelf",
                tracer.call("aten.le.Scalar", call.arg("self"), call.arg("threshold")),
                call.arg("value"), call.arg("self")));
        table.composite("aten.rrelu.default", ActivationDecompositions::randomizedRelu);
        table.composite("aten.prelu.default", (call, tracer) -> tracer.call(
                "aten._prelu_kernel.default", call.arg("self"), slopes(call, tracer)));
        for (String bound : List.of("min", "max")) {
            for (String overload : List.of("default", "Tensor")) {
                table.decompose("aten.clamp_" + bound + "." + overload, (call, tracer) -> {
                    String name = overload.equals("default") ? "aten.clamp.default" : "aten.clamp.Tensor";
                    return bound.equals("min")
                            ? tracer.call(name, call.arg("self"), call.arg("min"))
                            : tracer.call(name, call.arg("self"), Arg.NONE, call.arg("max"));
                });
            }
        }
    }

    /** {@code x * clamp(clamp(x + 3, min=0), max=6) / 6}. */
    private static Arg hardswish(Call call, Tracer tracer) {
        Arg raised = tracer.call("aten.add.Tensor", call.arg("self"), Arg.of(3));
        Arg low = tracer.call("aten.clamp.default", raised, Arg.of(0));
        Arg cut = tracer.call("aten.clamp.default", low, Arg.NONE, Arg.of(6));
        return tracer.call("aten.div.Tensor", tracer.call("aten.mul.Tensor", call.arg("self"), cut), Arg.of(6));
    }

    private static Arg celu(Call call, Tracer tracer) {
        Arg input = call.arg("self");
        Arg negative;
        if (call.number("alpha") == 1) {
            negative = tracer.call("aten.expm1.default", input);
        } else {
            Arg scaled = tracer.call("aten.div.Tensor", input, call.arg("alpha"));
            negative = tracer.call("aten.mul.Tensor", tracer.call("aten.expm1.default", scaled), call.arg("alpha"));
        }
        return tracer.call("aten.where.self", tracer.call("aten.gt.Scalar", input, Arg.of(0)), input, negative);
    }

    /** {@code min(0, x) - log1p(exp(-|x|))}, which does not overflow. */
    private static Arg logSigmoid(Call call, Tracer tracer) {
        Arg zero = tracer.call("aten.new_zeros.default", call.arg("self"), Arg.list(List.of()));
        Arg minimum = tracer.call("aten.minimum.default", zero, call.arg("self"));
        Arg negative = tracer.call("aten.neg.default", tracer.call("aten.abs.default", call.arg("self")));
        Arg rest = tracer.call("aten.log1p.default", tracer.call("aten.exp.default", negative));
        return tracer.call("aten.sub.Tensor", minimum, rest);
    }

    private static Arg softshrink(Call call, Tracer tracer) {
        Arg input = call.arg("self");
        Arg outside = tracer.call("aten.gt.Scalar", tracer.call("aten.abs.default", input), call.arg("lambd"));
        Arg shift = tracer.call("aten.mul.Tensor", tracer.call("aten.sign.default", input), call.arg("lambd"));
        Arg shrunk = tracer.call("aten.sub.Tensor", input, shift);
        return tracer.call("aten.where.self", outside, shrunk, tracer.call("aten.mul.Tensor", input, Arg.of(0)));
    }

    /** Draws slopes when training; in evaluation mode torch still allocates the noise. */
    private static Arg randomizedRelu(Call call, Tracer tracer) {
        Arg noise = tracer.call("aten.empty.memory_format", Map.of(
                "dtype", Arg.of(call.dtype("self")), "layout", new Arg.Layout("strided"), "device", tracer.device(),
                "pin_memory", Arg.of(false), "memory_format", new Arg.MemoryFormat("contiguous_format")),
                tracer.sizes(call.arg("self")));
        return Tracer.item(tracer.call("aten.rrelu_with_noise_functional.default", call.arg("self"), noise,
                call.arg("lower"), call.arg("upper"), call.arg("training")), 0);
    }

    /** One slope for all channels, or one for each, shaped to broadcast over {@code [N, C, ...]}. */
    private static Arg slopes(Call call, Tracer tracer) {
        int rank = call.shape("self").rank();
        int weightRank = call.shape("weight").rank();
        if (weightRank == rank && rank < 2) {
            return call.arg("weight");
        }
        List<Arg> extents = new java.util.ArrayList<>(java.util.Collections.nCopies(rank, Arg.of(1)));
        if (rank > 1 && weightRank == 1) {
            extents.set(1, new Arg.Sym(call.shape("weight").dim(0)));
        }
        return tracer.call("aten.reshape.default", call.arg("weight"), Arg.list(extents));
    }
}
