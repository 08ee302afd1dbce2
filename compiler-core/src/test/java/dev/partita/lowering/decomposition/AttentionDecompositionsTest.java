package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;

import org.junit.jupiter.api.Test;

/** Attention as matmul, softmax and matmul. */
class AttentionDecompositionsTest {

    @Test
    void whatTheCpuCallsAttentionIsAttention() {
        assertDecomposes("""
                %q = placeholder q : float32[1, 2, 4, 16]
                %k = placeholder k : float32[1, 2, 4, 16]
                %v = placeholder v : float32[1, 2, 4, 16]
                %a = aten._scaled_dot_product_flash_attention_for_cpu.default(%q, %k, %v, scale=0.5) : (float32[1, 2, 4, 16], float32[1, 2, 4])
                %getitem = _operator.getitem(%a, 0) : float32[1, 2, 4, 16]
                output [%getitem]
                """, """
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
}
