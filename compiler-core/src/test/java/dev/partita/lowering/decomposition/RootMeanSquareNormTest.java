package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;

import org.junit.jupiter.api.Test;

/** The norm of most language models. */
class RootMeanSquareNormTest {

    @Test
    void halfPrecisionIsNormalizedInSinglePrecision() {
        assertDecomposes("""
                %x = placeholder x : float16[2, 8]
                %w = placeholder w : float16[8]
                %rms_norm = aten.rms_norm.default(%x, [8], %w) : float16[2, 8]
                output [%rms_norm]
                """, """
                %x = placeholder x : float16[2, 8]
                %w = placeholder w : float16[8]
                %_to_copy = aten._to_copy.default(%x, dtype=torch.float32) : float32[2, 8]
                %pow_1 = aten.pow.Tensor_Scalar(%_to_copy, 2) : float32[2, 8]
                %mean = aten.mean.dim(%pow_1, [1], True) : float32[2, 1]
                %add = aten.add.Scalar(%mean, 1.1920928955078125e-07) : float32[2, 1]
                %sqrt = aten.sqrt.default(%add) : float32[2, 1]
                %div = aten.div.Tensor(1, %sqrt) : float32[2, 1]
                %mul = aten.mul.Tensor(%_to_copy, %div) : float32[2, 8]
                %mul_1 = aten.mul.Tensor(%mul, %w) : float32[2, 8]
                %_to_copy_1 = aten._to_copy.default(%mul_1, dtype=torch.float16) : float16[2, 8]
                output [%_to_copy_1]
                """);
    }
}
