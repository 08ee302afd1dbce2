package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;

import org.junit.jupiter.api.Test;

/** Which products of symbolic extents a graph computes, and where; each was compared with torch 2.13. */
class ProductsOfExtentsTest {

    @Test
    void anInferredExtentIsReadFromTheNumberOfElements() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 2, 3, 4]
                %permute = aten.permute.default(%x, [0, 2, 1, 3]) : float32[s0, 3, 2, 4]
                %reshape = aten.reshape.default(%permute, [-1, 4]) : float32[6*s0, 4]
                output [%reshape]
                """, """
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %permute = aten.permute.default(%x, [0, 2, 1, 3]) : float32[s0, 3, 2, 4]
                %mul = _operator.mul(%sym_size_int, 3) : int(3*s0)
                %mul_1 = _operator.mul(%mul, 2) : int(6*s0)
                %clone = aten.clone.default(%permute, memory_format=torch.contiguous_format) : float32[s0, 3, 2, 4]
                %_reshape_copy = aten._reshape_copy.default(%clone, [%mul_1, 4]) : float32[6*s0, 4]
                output [%_reshape_copy]
                """);
    }

    @Test
    void elementsThatNoStepCountedAreDivided() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 2, 3, 4]
                %flatten = aten.flatten.using_ints(%x, 0, 1) : float32[2*s0, 3, 4]
                %relu = aten.relu.default(%flatten) : float32[2*s0, 3, 4]
                %reshape = aten.reshape.default(%relu, [-1, 12]) : float32[2*s0, 12]
                %t = aten.t.default(%reshape) : float32[12, 2*s0]
                %reshape_1 = aten.reshape.default(%t, [-1, 3]) : float32[8*s0, 3]
                output [%reshape_1]
                """, """
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %mul = _operator.mul(%sym_size_int, 2) : int(2*s0)
                %_reshape_copy = aten._reshape_copy.default(%x, [%mul, 3, 4]) : float32[2*s0, 3, 4]
                %relu = aten.relu.default(%_reshape_copy) : float32[2*s0, 3, 4]
                %_reshape_copy_1 = aten._reshape_copy.default(%relu, [-1, 12]) : float32[2*s0, 12]
                %permute = aten.permute.default(%_reshape_copy_1, [1, 0]) : float32[12, 2*s0]
                %mul_1 = _operator.mul(12, %mul) : int(24*s0)
                %floordiv = _operator.floordiv(%mul_1, 3) : int(8*s0)
                %clone = aten.clone.default(%permute, memory_format=torch.contiguous_format) : float32[12, 2*s0]
                %_reshape_copy_2 = aten._reshape_copy.default(%clone, [%floordiv, 3]) : float32[8*s0, 3]
                output [%_reshape_copy_2]
                """);
    }

    @Test
    void aKnownExtentNeedsNone() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %permute = aten.permute.default(%x, [0, 2, 1, 3]) : float32[s0, 3, 2, 4]
                %reshape = aten.reshape.default(%permute, [%sym_size_int, -1]) : float32[s0, 24]
                %mul = _operator.mul(6, %sym_size_int) : int(6*s0)
                %reshape_1 = aten.reshape.default(%x, [%mul, 4]) : float32[6*s0, 4]
                output [%reshape, %reshape_1]
                """, """
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %permute = aten.permute.default(%x, [0, 2, 1, 3]) : float32[s0, 3, 2, 4]
                %clone = aten.clone.default(%permute, memory_format=torch.contiguous_format) : float32[s0, 3, 2, 4]
                %_reshape_copy = aten._reshape_copy.default(%clone, [%sym_size_int, 24]) : float32[s0, 24]
                %mul = _operator.mul(6, %sym_size_int) : int(6*s0)
                %_reshape_copy_1 = aten._reshape_copy.default(%x, [%mul, 4]) : float32[6*s0, 4]
                output [%_reshape_copy, %_reshape_copy_1]
                """);
    }

    @Test
    void joinedAxesAreMultipliedBeforeTheCopy() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 2, 3, 4]
                %permute = aten.permute.default(%x, [0, 2, 1, 3]) : float32[s0, 3, 2, 4]
                %flatten = aten.flatten.using_ints(%permute, 0, 2) : float32[6*s0, 4]
                output [%flatten]
                """, """
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %permute = aten.permute.default(%x, [0, 2, 1, 3]) : float32[s0, 3, 2, 4]
                %mul = _operator.mul(%sym_size_int, 3) : int(3*s0)
                %mul_1 = _operator.mul(%mul, 2) : int(6*s0)
                %clone = aten.clone.default(%permute, memory_format=torch.contiguous_format) : float32[s0, 3, 2, 4]
                %_reshape_copy = aten._reshape_copy.default(%clone, [%mul_1, 4]) : float32[6*s0, 4]
                output [%_reshape_copy]
                """);
    }

    /** Window attention: how often the windows are counted later, the first count serves. */
    @Test
    void laterProductsReadTheFirst() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %permute = aten.permute.default(%x, [0, 2, 1, 3]) : float32[s0, 3, 2, 4]
                %reshape = aten.reshape.default(%permute, [-1, 4]) : float32[6*s0, 4]
                %mul = _operator.mul(6, %sym_size_int) : int(6*s0)
                %mul_1 = _operator.mul(%mul, 4) : int(24*s0)
                %reshape_1 = aten.reshape.default(%reshape, [%mul_1]) : float32[24*s0]
                output [%reshape_1]
                """, """
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %permute = aten.permute.default(%x, [0, 2, 1, 3]) : float32[s0, 3, 2, 4]
                %mul = _operator.mul(%sym_size_int, 3) : int(3*s0)
                %mul_1 = _operator.mul(%mul, 2) : int(6*s0)
                %mul_2 = _operator.mul(%mul_1, 4) : int(24*s0)
                %clone = aten.clone.default(%permute, memory_format=torch.contiguous_format) : float32[s0, 3, 2, 4]
                %_reshape_copy = aten._reshape_copy.default(%clone, [%mul_1, 4]) : float32[6*s0, 4]
                %_reshape_copy_1 = aten._reshape_copy.default(%_reshape_copy, [%mul_2]) : float32[24*s0]
                output [%_reshape_copy_1]
                """);
    }

    @Test
    void anExtentThatOnlyAViewTellsIsComputedBehindTheView() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 2, 3, 4]
                %view = aten.view.default(%x, [-1, 3, 4]) : float32[2*s0, 3, 4]
                %permute = aten.permute.default(%view, [0, 2, 1]) : float32[2*s0, 4, 3]
                %flatten = aten.flatten.using_ints(%permute, 1, 2) : float32[2*s0, 12]
                output [%flatten]
                """, """
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %_reshape_copy = aten._reshape_copy.default(%x, [-1, 3, 4]) : float32[2*s0, 3, 4]
                %mul = _operator.mul(2, %sym_size_int) : int(2*s0)
                %permute = aten.permute.default(%_reshape_copy, [0, 2, 1]) : float32[2*s0, 4, 3]
                %clone = aten.clone.default(%permute, memory_format=torch.contiguous_format) : float32[2*s0, 4, 3]
                %_reshape_copy_1 = aten._reshape_copy.default(%clone, [%mul, 12]) : float32[2*s0, 12]
                output [%_reshape_copy_1]
                """);
    }

    @Test
    void severalExtentsOfAResultAreComputedInTheirOrder() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 3, s1, s2]
                %w = placeholder w : float32[8, 3, 4, 4]
                %conv2d = aten.conv2d.default(%x, %w, None, [4, 4]) : float32[s0, 8, (s1//4), (s2//4)]
                %flatten = aten.flatten.using_ints(%conv2d, 2) : float32[s0, 8, ((s1//4))*((s2//4))]
                output [%flatten]
                """, """
                %x = placeholder x : float32[s0, 3, s1, s2]
                %w = placeholder w : float32[8, 3, 4, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %sym_size_int_1 = aten.sym_size.int(%x, 2) : int(s1)
                %sym_size_int_2 = aten.sym_size.int(%x, 3) : int(s2)
                %convolution = aten.convolution.default(%x, %w, None, [4, 4], [0, 0], [1, 1], False, [0, 0], 1) : float32[s0, 8, (s1//4), (s2//4)]
                %floordiv = _operator.floordiv(%sym_size_int_1, 4) : int((s1//4))
                %floordiv_1 = _operator.floordiv(%sym_size_int_2, 4) : int((s2//4))
                %mul = _operator.mul(%floordiv, %floordiv_1) : int(((s1//4))*((s2//4)))
                %_reshape_copy = aten._reshape_copy.default(%convolution, [%sym_size_int, 8, %mul]) : float32[s0, 8, ((s1//4))*((s2//4))]
                output [%_reshape_copy]
                """);
    }

    @Test
    void whatTheProgramItselfMultipliesStaysInItsPlace() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %view = aten.view.default(%x, [-1, 3, 4]) : float32[2*s0, 3, 4]
                %permute = aten.permute.default(%view, [0, 2, 1]) : float32[2*s0, 4, 3]
                %mul = _operator.mul(%sym_size_int, 2) : int(2*s0)
                %reshape = aten.reshape.default(%permute, [%mul, 12]) : float32[2*s0, 12]
                output [%reshape]
                """, """
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %_reshape_copy = aten._reshape_copy.default(%x, [-1, 3, 4]) : float32[2*s0, 3, 4]
                %permute = aten.permute.default(%_reshape_copy, [0, 2, 1]) : float32[2*s0, 4, 3]
                %mul = _operator.mul(%sym_size_int, 2) : int(2*s0)
                %clone = aten.clone.default(%permute, memory_format=torch.contiguous_format) : float32[2*s0, 4, 3]
                %_reshape_copy_1 = aten._reshape_copy.default(%clone, [%mul, 12]) : float32[2*s0, 12]
                output [%_reshape_copy_1]
                """);
    }

    @Test
    void anInferredPartOfAnAxisIsReadWhereItIsKnown() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 2, 3, 4]
                %flatten = aten.flatten.using_ints(%x, 0, 1) : float32[2*s0, 3, 4]
                %relu = aten.relu.default(%flatten) : float32[2*s0, 3, 4]
                %unflatten = aten.unflatten.int(%relu, 0, [-1, 2]) : float32[s0, 2, 3, 4]
                output [%unflatten]
                """, """
                %x = placeholder x : float32[s0, 2, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %mul = _operator.mul(%sym_size_int, 2) : int(2*s0)
                %_reshape_copy = aten._reshape_copy.default(%x, [%mul, 3, 4]) : float32[2*s0, 3, 4]
                %relu = aten.relu.default(%_reshape_copy) : float32[2*s0, 3, 4]
                %_reshape_copy_1 = aten._reshape_copy.default(%relu, [%sym_size_int, 2, 3, 4]) : float32[s0, 2, 3, 4]
                output [%_reshape_copy_1]
                """);
    }

    @Test
    void theAxesOfAProductOfTensorsAreMultipliedFirst() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 2, 4]
                %w = placeholder w : float32[4, 3]
                %tensordot = aten.tensordot.default(%x, %w, [2], [0]) : float32[s0, 2, 3]
                output [%tensordot]
                """, """
                %x = placeholder x : float32[s0, 2, 4]
                %w = placeholder w : float32[4, 3]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %mul = _operator.mul(%sym_size_int, 2) : int(2*s0)
                %permute = aten.permute.default(%x, [0, 1, 2]) : float32[s0, 2, 4]
                %_reshape_copy = aten._reshape_copy.default(%permute, [%mul, 4]) : float32[2*s0, 4]
                %permute_1 = aten.permute.default(%w, [0, 1]) : float32[4, 3]
                %_reshape_copy_1 = aten._reshape_copy.default(%permute_1, [4, 3]) : float32[4, 3]
                %mm = aten.mm.default(%_reshape_copy, %_reshape_copy_1) : float32[2*s0, 3]
                %_reshape_copy_2 = aten._reshape_copy.default(%mm, [%sym_size_int, 2, 3]) : float32[s0, 2, 3]
                output [%_reshape_copy_2]
                """);
    }

    @Test
    void windowsThatOverlapAreCopiedBeforeTheirAxesAreJoined() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 3, 4]
                %unfold = aten.unfold.default(%x, 1, 2, 1) : float32[s0, 2, 4, 2]
                %flatten = aten.flatten.using_ints(%unfold, 0, 1) : float32[2*s0, 4, 2]
                output [%flatten]
                """, """
                %x = placeholder x : float32[s0, 3, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %as_strided = aten.as_strided.default(%x, [%sym_size_int, 2, 4, 2], [12, 4, 1, 4]) : float32[s0, 2, 4, 2]
                %mul = _operator.mul(%sym_size_int, 2) : int(2*s0)
                %clone = aten.clone.default(%as_strided, memory_format=torch.contiguous_format) : float32[s0, 2, 4, 2]
                %_reshape_copy = aten._reshape_copy.default(%clone, [%mul, 4, 2]) : float32[2*s0, 4, 2]
                output [%_reshape_copy]
                """);
    }

    @Test
    void aDiagonalIsCopiedBeforeItsAxesAreJoined() {
        assertDecomposes("""
                %x = placeholder x : float32[2, 4, 3, 3]
                %diagonal = aten.diagonal.default(%x, 0, 2, 3) : float32[2, 4, 3]
                %flatten = aten.flatten.using_ints(%diagonal, 1, 2) : float32[2, 12]
                output [%flatten]
                """, """
                %x = placeholder x : float32[2, 4, 3, 3]
                %diagonal = aten.diagonal.default(%x, 0, 2, 3) : float32[2, 4, 3]
                %clone = aten.clone.default(%diagonal, memory_format=torch.contiguous_format) : float32[2, 4, 3]
                %_reshape_copy = aten._reshape_copy.default(%clone, [2, 12]) : float32[2, 12]
                output [%_reshape_copy]
                """);
    }
}
