package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;

import org.junit.jupiter.api.Test;

/** Writes become new values. */
class FunctionalizationTest {

    @Test
    void theWrittenTensorKeepsItsType() {
        assertDecomposes("""
                %x = placeholder x : float32[4]
                %clone = aten.clone.default(%x) : float32[4]
                %logical_not_ = aten.logical_not_.default(%clone) : float32[4]
                %add = aten.add.Tensor(%clone, 1) : float32[4]
                output [%add]
                """, """
                %x = placeholder x : float32[4]
                %clone = aten.clone.default(%x) : float32[4]
                %logical_not = aten.logical_not.default(%clone) : bool[4]
                %_to_copy = aten._to_copy.default(%logical_not, dtype=torch.float32) : float32[4]
                %add = aten.add.Tensor(%_to_copy, 1) : float32[4]
                output [%add]
                """);
    }

    @Test
    void aViewInPlaceIsTheView() {
        assertDecomposes("""
                %x = placeholder x : float32[4, 6]
                %clone = aten.clone.default(%x) : float32[4, 6]
                %transpose_ = aten.transpose_.default(%clone, 0, 1) : float32[6, 4]
                %relu = aten.relu.default(%clone) : float32[6, 4]
                output [%relu]
                """, """
                %x = placeholder x : float32[4, 6]
                %clone = aten.clone.default(%x) : float32[4, 6]
                %permute = aten.permute.default(%clone, [1, 0]) : float32[6, 4]
                %relu = aten.relu.default(%permute) : float32[6, 4]
                output [%relu]
                """);
    }

    @Test
    void aWriteWithoutAFunctionalFormHappensOnACopy() {
        assertDecomposes("""
                %x = placeholder x : float32[4]
                %relu = aten.relu.default(%x) : float32[4]
                %bernoulli_ = aten.bernoulli_.float(%relu) : float32[4]
                %add = aten.add.Tensor(%relu, 1) : float32[4]
                output [%add]
                """, """
                %x = placeholder x : float32[4]
                %relu = aten.relu.default(%x) : float32[4]
                %clone = aten.clone.default(%relu) : float32[4]
                %bernoulli_ = aten.bernoulli_.float(%clone) : float32[4]
                %add = aten.add.Tensor(%bernoulli_, 1) : float32[4]
                output [%add]
                """);
    }
}
