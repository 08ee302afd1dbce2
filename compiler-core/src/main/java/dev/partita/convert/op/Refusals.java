package dev.partita.convert.op;

import dev.partita.ir.OpName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ops that Torch-TensorRT converts with something that TensorRT 10.6 in a JVM has not: they stay in Torch, and why. */
public final class Refusals {

    private static final String COLLECTIVE =
            "collectives need TensorRT 10.16 with NCCL, or the plugins of TensorRT-LLM";

    private static final Map<OpName, String> REASONS = reasons();

    private Refusals() {}

    public static Optional<String> reason(OpName op) {
        return Optional.ofNullable(REASONS.get(op));
    }

    /** All refused ops with their reasons. */
    public static Map<OpName, String> all() {
        return Collections.unmodifiableMap(REASONS);
    }

    private static Map<OpName, String> reasons() {
        Map<OpName, String> reasons = new LinkedHashMap<>();
        for (String op : List.of("all_gather", "reduce_scatter", "all_reduce", "all_to_all", "scatter", "gather")) {
            reasons.put(OpName.of("tensorrt.fused_nccl_" + op + ".default"), COLLECTIVE);
        }
        reasons.put(
                OpName.of("tensorrt.dynamic_block_quantize_op.default"),
                "FP4 and dynamic quantization need TensorRT 10.8");
        return reasons;
    }
}
