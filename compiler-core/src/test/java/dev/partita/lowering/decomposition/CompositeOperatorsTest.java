package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;

import org.junit.jupiter.api.Test;

/** Composite operators whose expansion depends on shape, memory order or what they write. */
class CompositeOperatorsTest {

    @Test
    void randomNumbersThatNobodyReadsAreNotDrawn() {
        assertDecomposes("""
                %x = placeholder x : float32[3]
                %rand = aten.rand.default([]) : float32[]
                %rand_1 = aten.rand.default([3]) : float32[3]
                %add = aten.add.Tensor(%x, %rand_1) : float32[3]
                output [%add]
                """, """
                %x = placeholder x : float32[3]
                %rand_1 = aten.rand.default([3]) : float32[3]
                %add = aten.add.Tensor(%x, %rand_1) : float32[3]
                output [%add]
                """);
    }

    @Test
    void indexAddOfAScalarGoesThroughAVector() {
        assertDecomposes("""
                %x = placeholder x : float32[]
                %i = placeholder i : int64[1]
                %s = placeholder s : float32[]
                %index_add = aten.index_add.default(%x, 0, %i, %s) : float32[]
                output [%index_add]
                """, """
                %x = placeholder x : float32[]
                %i = placeholder i : int64[1]
                %s = placeholder s : float32[]
                %unsqueeze = aten.unsqueeze.default(%x, 0) : float32[1]
                %index_put = aten.index_put.default(%unsqueeze, [%i], %s, True) : float32[1]
                %squeeze = aten.squeeze.dim(%index_put, 0) : float32[]
                output [%squeeze]
                """);
    }

    @Test
    void anOffsetDiagonalIsFilledUpWithZeros() {
        assertDecomposes("""
                %x = placeholder x : float32[3]
                %diag = aten.diag.default(%x, 1) : float32[4, 4]
                output [%diag]
                """, """
                %x = placeholder x : float32[3]
                %full = aten.full.default([1], 0, dtype=torch.float32, layout=torch.strided, device=cpu, pin_memory=False) : float32[1]
                %cat = aten.cat.default([%full, %x], -1) : float32[4]
                %unsqueeze = aten.unsqueeze.default(%cat, 0) : float32[1, 4]
                %permute = aten.permute.default(%unsqueeze, [0, 1]) : float32[1, 4]
                %arange = aten.arange.start_step(0, 4, dtype=torch.int64, layout=torch.strided, device=cpu, pin_memory=False) : int64[4]
                %arange_1 = aten.arange.start_step(1, 5, dtype=torch.int64, layout=torch.strided, device=cpu, pin_memory=False) : int64[4]
                %unsqueeze_1 = aten.unsqueeze.default(%arange_1, -1) : int64[4, 1]
                %eq = aten.eq.Tensor(%arange, %unsqueeze_1) : bool[4, 4]
                %_reshape_copy = aten._reshape_copy.default(%eq, [4, 4]) : bool[4, 4]
                %scalar_tensor = aten.scalar_tensor.default(0, dtype=torch.float32, layout=torch.strided, device=cpu) : float32[]
                %where = aten.where.self(%_reshape_copy, %permute, %scalar_tensor) : float32[4, 4]
                output [%where]
                """);
    }

    @Test
    void chunksOfAnUnknownExtentAreComputedAsTorchComputesThem() {
        assertDecomposes("""
                %x = placeholder x : float32[s0, 4]
                %chunk = aten.chunk.default(%x, 2) : (float32[(s0 + 1)//2, 4], float32[s0 - (s0 + 1)//2, 4])
                %a = _operator.getitem(%chunk, 0) : float32[(s0 + 1)//2, 4]
                %b = _operator.getitem(%chunk, 1) : float32[s0 - (s0 + 1)//2, 4]
                output [%a, %b]
                """, """
                %x = placeholder x : float32[s0, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %add = _operator.add(%sym_size_int, 2) : int(s0 + 2)
                %sub = _operator.sub(%add, 1) : int(s0 + 1)
                %floordiv = _operator.floordiv(%sub, 2) : int(((s0 + 1)//2))
                %split = aten.split.Tensor(%x, %floordiv) : (float32[((s0 + 1)//2), 4], float32[s0 - (((s0 + 1)//2)), 4])
                %getitem = _operator.getitem(%split, 0) : float32[((s0 + 1)//2), 4]
                %getitem_1 = _operator.getitem(%split, 1) : float32[s0 - (((s0 + 1)//2)), 4]
                output [%getitem, %getitem_1]
                """);
    }

    @Test
    void whatAViewGivesIsRowMajor() {
        assertDecomposes("""
                %x = placeholder x : float32[2, 6]
                %transpose = aten.transpose.int(%x, 0, 1) : float32[6, 2]
                %reshape = aten.reshape.default(%transpose, [2, -1, 2]) : float32[2, 3, 2]
                %reshape_1 = aten.reshape.default(%reshape, [-1, 2]) : float32[6, 2]
                output [%reshape_1]
                """, """
                %x = placeholder x : float32[2, 6]
                %permute = aten.permute.default(%x, [1, 0]) : float32[6, 2]
                %_reshape_copy = aten._reshape_copy.default(%permute, [2, 3, 2]) : float32[2, 3, 2]
                %_reshape_copy_1 = aten._reshape_copy.default(%_reshape_copy, [-1, 2]) : float32[6, 2]
                output [%_reshape_copy_1]
                """);
    }

    @Test
    void aLongerFourierTransformFillsUpWithZeros() {
        assertDecomposes("""
                %x = placeholder x : float32[2, 4]
                %fft_rfft = aten.fft_rfft.default(%x, 6, -1, "ortho") : complex64[2, 4]
                output [%fft_rfft]
                """, """
                %x = placeholder x : float32[2, 4]
                %constant_pad_nd = aten.constant_pad_nd.default(%x, [0, 2, 0, 0]) : float32[2, 6]
                %_fft_r2c = aten._fft_r2c.default(%constant_pad_nd, [1], 1, True) : complex64[2, 4]
                output [%_fft_r2c]
                """);
    }

    @Test
    void halfASpectrumBecomesRealNumbers() {
        assertDecomposes("""
                %x = placeholder x : complex64[2, 4]
                %fft_irfft = aten.fft_irfft.default(%x) : float32[2, 6]
                output [%fft_irfft]
                """, """
                %x = placeholder x : complex64[2, 4]
                %_fft_c2r = aten._fft_c2r.default(%x, [1], 2, 6) : float32[2, 6]
                output [%_fft_c2r]
                """);
    }

    @Test
    void anOperatorWithResultsOfItsOwnGivesBackWhatItWrites() {
        assertDecomposes("""
                %x = placeholder x : float32[2, 3, 4]
                %w = placeholder w : float32[3]
                %b = placeholder b : float32[3]
                %m = placeholder m : float32[3]
                %v = placeholder v : float32[3]
                %bn = aten._batch_norm_with_update.default(%x, %w, %b, %m, %v, 0.5, 0.6) : (float32[2, 3, 4], float32[3], float32[3], uint8[0])
                %r = _operator.getitem(%bn, 0) : float32[2, 3, 4]
                output [%r]
                """, """
                %x = placeholder x : float32[2, 3, 4]
                %w = placeholder w : float32[3]
                %b = placeholder b : float32[3]
                %m = placeholder m : float32[3]
                %v = placeholder v : float32[3]
                %_batch_norm_with_update_functional = aten._batch_norm_with_update_functional.default(%x, %w, %b, %m, %v, 0.5, 0.6) : (float32[2, 3, 4], float32[3], float32[3], uint8[0], float32[3], float32[3])
                %getitem = _operator.getitem(%_batch_norm_with_update_functional, 0) : float32[2, 3, 4]
                %getitem_4 = _operator.getitem(%_batch_norm_with_update_functional, 4) : float32[3]
                %getitem_5 = _operator.getitem(%_batch_norm_with_update_functional, 5) : float32[3]
                output [%getitem]
                """);
    }

    @Test
    void anInverseLeavesItsStatusBehind() {
        assertDecomposes("""
                %x = placeholder x : float32[5, 5]
                %linalg_inv = aten.linalg_inv.default(%x) : float32[5, 5]
                output [%linalg_inv]
                """, """
                %x = placeholder x : float32[5, 5]
                %linalg_inv_ex = aten.linalg_inv_ex.default(%x) : (float32[5, 5], int32[])
                %getitem = _operator.getitem(%linalg_inv_ex, 0) : float32[5, 5]
                output [%getitem]
                """);
    }

    @Test
    void theRealPartOfComplexNumbersIsReadFromPairs() {
        assertDecomposes("""
                %x = placeholder x : complex64[4]
                %real = aten.real.default(%x) : float32[4]
                output [%real]
                """, """
                %x = placeholder x : complex64[4]
                %view_as_real = aten.view_as_real.default(%x) : float32[4, 2]
                %select = aten.select.int(%view_as_real, 1, 0) : float32[4]
                output [%select]
                """);
    }

    @Test
    void aWeightNormLeavesItsNormsBehind() {
        assertDecomposes("""
                %v = placeholder v : float32[4, 3]
                %g = placeholder g : float32[4, 1]
                %norm = aten._weight_norm.default(%v, %g) : float32[4, 3]
                output [%norm]
                """, """
                %v = placeholder v : float32[4, 3]
                %g = placeholder g : float32[4, 1]
                %_weight_norm_interface = aten._weight_norm_interface.default(%v, %g) : (float32[4, 3], float32[4, 1])
                %getitem = _operator.getitem(%_weight_norm_interface, 0) : float32[4, 3]
                output [%getitem]
                """);
    }

    @Test
    void aProductIsAGridWrittenInColumns() {
        assertDecomposes("""
                %x = placeholder x : float32[3]
                %p = placeholder p : float32[2]
                %y = aten.cartesian_prod.default([%x, %p]) : float32[6, 2]
                output [%y]
                """, """
                %x = placeholder x : float32[3]
                %p = placeholder p : float32[2]
                %_reshape_copy = aten._reshape_copy.default(%x, [-1, 1]) : float32[3, 1]
                %expand = aten.expand.default(%_reshape_copy, [3, 2]) : float32[3, 2]
                %_reshape_copy_1 = aten._reshape_copy.default(%p, [1, -1]) : float32[1, 2]
                %expand_1 = aten.expand.default(%_reshape_copy_1, [3, 2]) : float32[3, 2]
                %clone = aten.clone.default(%expand, memory_format=torch.contiguous_format) : float32[3, 2]
                %_reshape_copy_2 = aten._reshape_copy.default(%clone, [6]) : float32[6]
                %clone_1 = aten.clone.default(%expand_1, memory_format=torch.contiguous_format) : float32[3, 2]
                %_reshape_copy_3 = aten._reshape_copy.default(%clone_1, [6]) : float32[6]
                %unsqueeze = aten.unsqueeze.default(%_reshape_copy_2, 1) : float32[6, 1]
                %unsqueeze_1 = aten.unsqueeze.default(%_reshape_copy_3, 1) : float32[6, 1]
                %cat = aten.cat.default([%unsqueeze, %unsqueeze_1], 1) : float32[6, 2]
                output [%cat]
                """);
    }

    @Test
    void theProductOfOneTensorIsItself() {
        assertDecomposes("""
                %x = placeholder x : float32[3]
                %y = aten.cartesian_prod.default([%x]) : float32[3]
                output [%y]
                """, """
                %x = placeholder x : float32[3]
                output [%x]
                """);
    }

    @Test
    void theDiagonalOfATallMatrixMayBeginAgain() {
        assertDecomposes("""
                %x = placeholder x : float32[9, 3]
                %y = aten.neg.default(%x) : float32[9, 3]
                %z = aten.fill_diagonal_.default(%y, 3.0, True) : float32[9, 3]
                output [%z]
                """, """
                %x = placeholder x : float32[9, 3]
                %neg = aten.neg.default(%x) : float32[9, 3]
                %full = aten.full.default([3], 3.0, dtype=torch.float32, device=cpu, pin_memory=False) : float32[3]
                %as_strided_scatter = aten.as_strided_scatter.default(%neg, %full, [3], [4], 0) : float32[9, 3]
                %full_1 = aten.full.default([4], 3.0, dtype=torch.float32, device=cpu, pin_memory=False) : float32[4]
                %as_strided_scatter_1 = aten.as_strided_scatter.default(%as_strided_scatter, %full_1, [4], [4], 12) : float32[9, 3]
                output [%as_strided_scatter_1]
                """);
    }

    @Test
    void theDiagonalOfAViewIsFilledInACopy() {
        assertDecomposes("""
                %x = placeholder x : float32[4, 3]
                %y = aten.neg.default(%x) : float32[4, 3]
                %part = aten.slice.Tensor(%y, 0, 1) : float32[3, 3]
                %z = aten.fill_diagonal_.default(%part, 3.0) : float32[3, 3]
                output [%z]
                """, """
                %x = placeholder x : float32[4, 3]
                %neg = aten.neg.default(%x) : float32[4, 3]
                %slice_1 = aten.slice.Tensor(%neg, 0, 1) : float32[3, 3]
                %clone = aten.clone.default(%slice_1) : float32[3, 3]
                %fill_diagonal_ = aten.fill_diagonal_.default(%clone, 3.0) : float32[3, 3]
                %slice_scatter = aten.slice_scatter.default(%neg, %fill_diagonal_, 0, 1) : float32[4, 3]
                %slice_2 = aten.slice.Tensor(%slice_scatter, 0, 1) : float32[3, 3]
                output [%slice_2]
                """);
    }
}
