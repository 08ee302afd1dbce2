package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Map;

/**
 * Scaled dot product attention as matmul, softmax and matmul. Only when attention is to be expanded: TensorRT 10.6 has
 * no attention layer.
 */
final class AttentionDecompositions {

    private static final Arg MINUS_INFINITY = Arg.of(Double.NEGATIVE_INFINITY);

    /** Not in Torch-TensorRT's table, but what attention becomes in a program that was decomposed on the CPU. */
    private static final String ON_CPU = "aten._scaled_dot_product_flash_attention_for_cpu.default";

    private AttentionDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.scaled_dot_product_attention.default", (call, tracer) ->
                attention(call, "attn_mask", tracer));
        table.decompose(ON_CPU, (call, tracer) ->
                Arg.list(List.of(attention(call, "attn_mask", tracer), Arg.NONE)));
        table.decompose("aten._scaled_dot_product_flash_attention.default", (call, tracer) -> Arg.list(List.of(
                attention(call, "", tracer), Arg.NONE, Arg.NONE, Arg.NONE, Arg.of(0), Arg.of(0), Arg.NONE, Arg.NONE,
                Arg.NONE)));
        table.decompose("aten._scaled_dot_product_efficient_attention.default", (call, tracer) -> Arg.list(List.of(
                attention(call, "attn_bias", tracer), Arg.NONE, Arg.NONE, Arg.NONE)));
        table.decompose("aten._scaled_dot_product_cudnn_attention.default", (call, tracer) -> Arg.list(List.of(
                attention(call, "attn_bias", tracer), Arg.NONE, Arg.NONE, Arg.NONE, Arg.of(0), Arg.of(0), Arg.NONE,
                Arg.NONE, Arg.NONE)));
    }

    /** Torch-TensorRT leaves the CPU's kernel to Torch. */
    static void matchTorchTensorRt(DecompositionTable table) {
        table.remove(ON_CPU);
    }

    private static Arg attention(Call call, String maskName, Tracer tracer) {
        Arg query = call.arg("query");
        Arg key = call.arg("key");
        Arg value = call.arg("value");
        Arg bias = bias(call, maskName, tracer);
        if (call.declares("enable_gqa") && call.flag("enable_gqa")) {
            key = repeatedHeads(query, key, tracer);
            value = repeatedHeads(query, value, tracer);
        }
        Arg scores = tracer.call("aten.matmul.default", query,
                tracer.call("aten.transpose.int", key, Arg.of(-2), Arg.of(-1)));
        scores = scaled(scores, call, tracer);
        if (!(bias instanceof Arg.None)) {
            scores = tracer.call("aten.add.Tensor", scores, bias);
        }
        Arg weights = tracer.call("aten.softmax.int", scores, Arg.of(-1));
        return tracer.call("aten.matmul.default", weights, value);
    }

    /** What is added to the scores {@code [..., L, S]}: the mask as numbers, or None. */
    private static Arg bias(Call call, String maskName, Tracer tracer) {
        boolean causal = call.flag("is_causal");
        if (!causal && !call.has(maskName)) {
            return Arg.NONE;
        }
        Arg extents = Arg.list(List.of(
                tracer.size(call.arg("query"), -2), tracer.size(call.arg("key"), -2)));
        Arg zeros = tracer.call("aten.zeros.default", options(call.dtype("query"), tracer), extents);
        if (causal) {
            Arg ones = tracer.call("aten.ones.default", options(DType.BOOL, tracer), extents);
            Arg hidden = tracer.call("aten.logical_not.default", tracer.call("aten.tril.default", ones));
            return tracer.call("aten.masked_fill.Scalar", zeros, hidden, MINUS_INFINITY);
        }
        if (call.dtype(maskName) == DType.BOOL) {
            Arg hidden = tracer.call("aten.logical_not.default", call.arg(maskName));
            return tracer.call("aten.masked_fill.Scalar", zeros, hidden, MINUS_INFINITY);
        }
        return tracer.call("aten.add.Tensor", call.arg(maskName), zeros);
    }

    private static Arg scaled(Arg scores, Call call, Tracer tracer) {
        if (call.has("scale")) {
            return tracer.call("aten.mul.Tensor", scores, call.arg("scale"));
        }
        Arg width = tracer.call("aten.scalar_tensor.default", options(DType.INT32, tracer),
                tracer.size(call.arg("query"), -1));
        Arg root = tracer.call("aten.to.dtype", tracer.call("aten.sqrt.default", width), Arg.of(call.dtype("query")));
        return tracer.call("aten.div.Tensor", scores, root);
    }

    /** Grouped queries: each key head serves several query heads, axis -3. */
    private static Arg repeatedHeads(Arg query, Arg heads, Tracer tracer) {
        Arg times = new Arg.Sym(Dims.floorDivide(tracer.shape(query).dim(-3), tracer.shape(heads).dim(-3)));
        return tracer.call("aten.repeat_interleave.self_int", heads, times, Arg.of(-3));
    }

    private static Map<String, Arg> options(DType dtype, Tracer tracer) {
        return Map.of("dtype", Arg.of(dtype), "device", tracer.device(), "pin_memory", Arg.of(false));
    }
}
