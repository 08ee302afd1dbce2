package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Map;

/**
 * Scaled dot product attention as torch's core decompositions expand its CPU kernel: queries and keys are both scaled
 * by the square root of the scale, and rows that hide every key give 0 instead of NaN.
 */
final class CoreAttention {

    private static final Arg MINUS_INFINITY = Arg.of(Double.NEGATIVE_INFINITY);

    private CoreAttention() {}

    static void register(DecompositionTable table) {
        if (!table.expands(OpName.of("aten.scaled_dot_product_attention.default"))) {
            table.composite("aten.scaled_dot_product_attention.default", CoreAttention::attention);
        }
        table.replace("aten._scaled_dot_product_flash_attention_for_cpu.default", (call, tracer) ->
                Arg.list(List.of(attention(call, tracer), Arg.NONE)));
    }

    private static Arg attention(Call call, Tracer tracer) {
        if (call.declares("enable_gqa") && call.flag("enable_gqa") || call.number("dropout_p") != 0 || call.shape("query").rank() != 4) {
            throw new IllegalArgumentException("attention with grouped queries, dropout, or without heads");
        }
        boolean mask = call.has("attn_mask");
        Arg bias = mask ? asNumbers(call.arg("attn_mask"), call.dtype("query"), tracer) : Arg.NONE;
        Arg factor = Arg.of(Math.sqrt(scale(call)));
        Arg query = tracer.call("aten.mul.Scalar", call.arg("query"), factor);
        if (call.flag("is_causal")) {
            Arg ones = tracer.call("aten.ones.default", Map.of("dtype", Arg.of(DType.BOOL), "device", tracer.device()),
                    Arg.list(List.of(tracer.size(call.arg("query"), -2), tracer.size(call.arg("key"), -2))));
            bias = asNumbers(tracer.call("aten.tril.default", ones), call.dtype("query"), tracer);
        }
        Arg keys = tracer.call("aten.mul.Scalar",
                tracer.call("aten.transpose.int", call.arg("key"), Arg.of(-2), Arg.of(-1)), factor);
        Arg scores = tracer.call("aten.matmul.default", query, keys);
        if (!(bias instanceof Arg.None)) {
            scores = tracer.call("aten.add.Tensor", scores, bias);
        }
        Arg output = tracer.call("aten.matmul.default", safeSoftmax(scores, tracer), call.arg("value"));
        // The CPU kernel leaves the sequence outermost in memory.
        Arg outermost = tracer.call("aten.permute.default", output, Arg.ints(2, 0, 1, 3));
        return tracer.call("aten.permute.default", CoreDecompositions.contiguous(outermost, tracer), Arg.ints(1, 2, 0, 3));
    }

    private static double scale(Call call) {
        return call.has("scale") ? call.number("scale")
                : 1 / Math.sqrt(call.shape("query").dim(-1).constantValue().orElseThrow(() ->
                        new IllegalArgumentException("attention over heads of unknown width")));
    }

    /** A mask of truth values as 0 and minus infinity. */
    private static Arg asNumbers(Arg mask, DType dtype, Tracer tracer) {
        if (tracer.spec(mask).dtype() != DType.BOOL) {
            return mask;
        }
        Arg hidden = tracer.call("aten.scalar_tensor.default",
                Map.of("dtype", Arg.of(dtype), "device", tracer.device()), MINUS_INFINITY);
        return tracer.call("aten.where.ScalarSelf", mask, Arg.of(0.0), hidden);
    }

    private static Arg safeSoftmax(Arg scores, Tracer tracer) {
        Arg weights = tracer.call("aten.softmax.int", scores, Arg.of(-1));
        Arg hidden = tracer.call("aten.eq.Scalar", scores, MINUS_INFINITY);
        Arg allHidden = tracer.call("aten.all.dim", hidden, Arg.of(-1), Arg.of(true));
        Arg zeros = tracer.call("aten.zeros_like.default", weights);
        return tracer.call("aten.where.self", allHidden, zeros, weights);
    }
}
