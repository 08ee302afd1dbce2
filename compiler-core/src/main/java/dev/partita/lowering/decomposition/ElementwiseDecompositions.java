package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import java.util.List;
import java.util.Map;

/** Element-wise functions that TensorRT or torch expresses by simpler ones. */
final class ElementwiseDecompositions {

    /** Second names of functions. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("special_i0", "i0"), Map.entry("special_expit", "sigmoid"), Map.entry("special_exp2", "exp2"),
            Map.entry("special_expm1", "expm1"), Map.entry("special_erf", "erf"), Map.entry("special_erfc", "erfc"),
            Map.entry("special_erfinv", "erfinv"), Map.entry("special_gammaln", "lgamma"),
            Map.entry("special_digamma", "digamma"), Map.entry("special_psi", "digamma"),
            Map.entry("special_log1p", "log1p"), Map.entry("special_sinc", "sinc"), Map.entry("absolute", "abs"),
            Map.entry("negative", "neg"), Map.entry("fix", "trunc"), Map.entry("arccos", "acos"),
            Map.entry("arcsin", "asin"), Map.entry("arctan", "atan"), Map.entry("arccosh", "acosh"),
            Map.entry("arcsinh", "asinh"), Map.entry("arctanh", "atanh"), Map.entry("arctan2", "atan2"));

    private static final OpName DIV = OpName.of("aten.div.Tensor");
    private static final OpName MUL = OpName.of("aten.mul.Tensor");
    private static final OpName SIGMOID = OpName.of("aten.sigmoid.default");
    private static final OpName SQRT = OpName.of("aten.sqrt.default");

    private ElementwiseDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.rsqrt.default", ElementwiseDecompositions::rsqrt);
        table.decompose("aten.reciprocal.default", (call, tracer) -> tracer.call(DIV, Arg.of(1), call.arg("self")));
        table.decompose("aten.silu.default", ElementwiseDecompositions::silu);
        for (String operator : List.of("and", "or", "xor")) {
            for (String overload : List.of("Tensor", "Scalar")) {
                table.composite("aten.__" + operator + "__." + overload, (call, tracer) -> tracer.call(
                        "aten.bitwise_" + operator + "." + overload, call.arg("self"), call.arg("other")));
            }
        }
        for (Map.Entry<String, String> alias : ALIASES.entrySet()) {
            table.composite("aten." + alias.getKey() + ".default", (call, tracer) -> tracer.call(
                    "aten." + alias.getValue() + ".default", call.values().toArray(Arg[]::new)));
        }
        table.composite("aten.square.default", (call, tracer) ->
                tracer.call("aten.pow.Tensor_Scalar", call.arg("self"), Arg.of(2)));
        table.decompose("aten.frac.default", (call, tracer) -> tracer.call(
                "aten.sub.Tensor", call.arg("self"), tracer.call("aten.trunc.default", call.arg("self"))));
        table.composite("aten.min.other", (call, tracer) ->
                tracer.call("aten.minimum.default", call.arg("self"), call.arg("other")));
        table.composite("aten.max.other", (call, tracer) ->
                tracer.call("aten.maximum.default", call.arg("self"), call.arg("other")));
    }

    /** {@code 1 / sqrt(x)}. */
    private static Arg rsqrt(Call call, Tracer tracer) {
        return tracer.call(DIV, Arg.of(1), tracer.call(SQRT, call.arg("self")));
    }

    /** {@code x * sigmoid(x)}. */
    private static Arg silu(Call call, Tracer tracer) {
        return tracer.call(MUL, call.arg("self"), tracer.call(SIGMOID, call.arg("self")));
    }
}
