package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;

import dev.partita.importer.SymbolRanges;
import org.junit.jupiter.api.Test;

/** Attention as matmul, softmax and matmul. */
class AttentionDecompositionsTest {

    private static final String ON_CPU = """
            %q = placeholder q : float32[1, 2, 4, 16]
            %k = placeholder k : float32[1, 2, 4, 16]
            %v = placeholder v : float32[1, 2, 4, 16]
            %_scaled_dot_product_flash_attention_for_cpu = aten._scaled_dot_product_flash_attention_for_cpu.default(%q, %k, %v, scale=0.5) : (float32[1, 2, 4, 16], float32[1, 2, 4])
            %getitem = _operator.getitem(%_scaled_dot_product_flash_attention_for_cpu, 0) : float32[1, 2, 4, 16]
            output [%getitem]
            """;

    @Test
    void whatTheCpuCallsAttentionIsAttention() {
        assertDecomposes(ON_CPU, """
                %q = placeholder q : float32[1, 2, 4, 16]
                %k = placeholder k : float32[1, 2, 4, 16]
                %v = placeholder v : float32[1, 2, 4, 16]
                %permute = aten.permute.default(%k, [0, 1, 3, 2]) : float32[1, 2, 16, 4]
                %matmul = aten.matmul.default(%q, %permute) : float32[1, 2, 4, 4]
                %mul = aten.mul.Tensor(%matmul, 0.5) : float32[1, 2, 4, 4]
                %_softmax = aten._softmax.default(%mul, -1, False) : float32[1, 2, 4, 4]
                %matmul_1 = aten.matmul.default(%_softmax, %v) : float32[1, 2, 4, 16]
                output [%matmul_1]
                """);
    }

    @Test
    void torchTensorRtLeavesTheCpusAttentionToTorch() {
        assertDecomposes(ON_CPU, ON_CPU, DecompositionTable.standard(true).matchingTorchTensorRt(), SymbolRanges.NONE);
    }

    @Test
    void torchsCoreDecompositionsExpandTheCpusAttentionWhateverIsMatched() {
        assertDecomposes(ON_CPU, """
                %q = placeholder q : float32[1, 2, 4, 16]
                %k = placeholder k : float32[1, 2, 4, 16]
                %v = placeholder v : float32[1, 2, 4, 16]
                %mul = aten.mul.Scalar(%q, 0.7071067811865476) : float32[1, 2, 4, 16]
                %permute = aten.permute.default(%k, [0, 1, 3, 2]) : float32[1, 2, 16, 4]
                %mul_1 = aten.mul.Scalar(%permute, 0.7071067811865476) : float32[1, 2, 16, 4]
                %matmul = aten.matmul.default(%mul, %mul_1) : float32[1, 2, 4, 4]
                %_softmax = aten._softmax.default(%matmul, -1, False) : float32[1, 2, 4, 4]
                %eq = aten.eq.Scalar(%matmul, -inf) : bool[1, 2, 4, 4]
                %logical_not = aten.logical_not.default(%eq) : bool[1, 2, 4, 4]
                %any_1 = aten.any.dim(%logical_not, -1, True) : bool[1, 2, 4, 1]
                %logical_not_1 = aten.logical_not.default(%any_1) : bool[1, 2, 4, 1]
                %full = aten.full.default([1, 2, 4, 4], 0, dtype=torch.float32, device=cpu, pin_memory=False) : float32[1, 2, 4, 4]
                %where = aten.where.self(%logical_not_1, %full, %_softmax) : float32[1, 2, 4, 4]
                %matmul_1 = aten.matmul.default(%where, %v) : float32[1, 2, 4, 16]
                %permute_1 = aten.permute.default(%matmul_1, [2, 0, 1, 3]) : float32[4, 1, 2, 16]
                %clone = aten.clone.default(%permute_1, memory_format=torch.contiguous_format) : float32[4, 1, 2, 16]
                %permute_2 = aten.permute.default(%clone, [1, 2, 0, 3]) : float32[1, 2, 4, 16]
                output [%permute_2]
                """, DecompositionTable.standard(true).matchingTorchTensorRt().withCoreDecompositions(), SymbolRanges.NONE);
    }
}
