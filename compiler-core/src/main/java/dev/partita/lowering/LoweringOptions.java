package dev.partita.lowering;

import dev.partita.settings.PrecisionRequest;
import java.util.List;
import java.util.Optional;

/**
 * The settings that lowering depends on; while they are equal a lowered graph can be used again.
 *
 * @param decomposeAttention expand scaled dot product attention into matmul and softmax
 * @param experimentalDecompositions use all core ATen decompositions instead of the selected ones
 * @param truncateDouble complex128 becomes pairs of float32 instead of float64
 * @param attentionBiasIsCausal read a bias of efficient attention as a causal mask
 * @param matchTorchTensorRt lower as Torch-TensorRT does where Partita keeps more of the program's meaning: drop what it
 *     writes to buffers and inputs instead of returning it after the results, and rewrite complex numbers by its rules
 * @param autocast which nodes compute in low precision; empty when none is to
 * @param precisions nodes that get casts around them; none when TensorRT has the choice
 */
public record LoweringOptions(
        boolean decomposeAttention,
        boolean experimentalDecompositions,
        boolean truncateDouble,
        boolean attentionBiasIsCausal,
        boolean matchTorchTensorRt,
        Optional<AutocastOptions> autocast,
        List<PrecisionRequest> precisions) {

    public LoweringOptions {
        precisions = List.copyOf(precisions);
    }

    /** Partita's defaults: TensorRT 10.6 has no attention layer, so attention is expanded. */
    public static final LoweringOptions DEFAULTS = new LoweringOptions(true, false, false, true);

    /** Without autocast; what the program writes is kept. */
    public LoweringOptions(
            boolean decomposeAttention,
            boolean experimentalDecompositions,
            boolean truncateDouble,
            boolean attentionBiasIsCausal) {
        this(decomposeAttention, experimentalDecompositions, truncateDouble, attentionBiasIsCausal, false,
                Optional.empty(), List.of());
    }
}
