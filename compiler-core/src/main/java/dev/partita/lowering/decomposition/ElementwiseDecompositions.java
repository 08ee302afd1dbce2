package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import java.util.List;

/** Element-wise functions that TensorRT or torch expresses by simpler ones. */
final class ElementwiseDecompositions {

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
