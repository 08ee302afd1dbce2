package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;
import static dev.partita.lowering.decomposition.DecompositionAssertions.assertStays;

import org.junit.jupiter.api.Test;

/** Nearest neighbours by index. */
class UpsamplingDecompositionsTest {

    @Test
    void exactNeighboursAreCountedFromTheMiddleOfEachPosition() {
        assertDecomposes("""
                %x = placeholder x : float32[1, 3, 4]
                %up = aten._upsample_nearest_exact1d.vec(%x, None, [1.5]) : float32[1, 3, 6]
                output [%up]
                """, """
                %x = placeholder x : float32[1, 3, 4]
                %arange = aten.arange.start_step(0, 6, dtype=torch.float32, layout=torch.strided, device=cpu, pin_memory=False) : float32[6]
                %add = aten.add.Tensor(%arange, 0.5) : float32[6]
                %mul = aten.mul.Tensor(%add, 0.6666666666666666) : float32[6]
                %_to_copy = aten._to_copy.default(%mul, dtype=torch.int64) : int64[6]
                %index = aten.index.Tensor(%x, [None, None, %_to_copy]) : float32[1, 3, 6]
                output [%index]
                """);
    }

    @Test
    void anExtentThatIsNotKnownStaysWithTorch() {
        assertStays("""
                %x = placeholder x : float32[1, 3, s0]
                %sym_size_int = aten.sym_size.int(%x, 2) : int(s0)
                %_upsample_nearest_exact1d = aten._upsample_nearest_exact1d.vec(%x, None, [2.0]) : float32[1, 3, 2*s0]
                %add = aten.add.Tensor(%_upsample_nearest_exact1d, %sym_size_int) : float32[1, 3, 2*s0]
                output [%add]
                """);
    }

    @Test
    void windowsBecomeColumns() {
        assertDecomposes("""
                %x = placeholder x : float32[1, 3, 2, 4]
                %im2col = aten.im2col.default(%x, [2, 2], [1, 1], [0, 0], [2, 2]) : float32[1, 12, 2]
                output [%im2col]
                """, """
                %x = placeholder x : float32[1, 3, 2, 4]
                %arange = aten.arange.start_step(0, 1, 2, dtype=torch.int64, layout=torch.strided, device=cpu, pin_memory=False) : int64[1]
                %unsqueeze = aten.unsqueeze.default(%arange, 0) : int64[1, 1]
                %arange_1 = aten.arange.start_step(0, 2, dtype=torch.int64, layout=torch.strided, device=cpu, pin_memory=False) : int64[2]
                %unsqueeze_1 = aten.unsqueeze.default(%arange_1, -1) : int64[2, 1]
                %add = aten.add.Tensor(%unsqueeze, %unsqueeze_1) : int64[2, 1]
                %arange_2 = aten.arange.start_step(0, 3, 2, dtype=torch.int64, layout=torch.strided, device=cpu, pin_memory=False) : int64[2]
                %unsqueeze_2 = aten.unsqueeze.default(%arange_2, 0) : int64[1, 2]
                %arange_3 = aten.arange.start_step(0, 2, dtype=torch.int64, layout=torch.strided, device=cpu, pin_memory=False) : int64[2]
                %unsqueeze_3 = aten.unsqueeze.default(%arange_3, -1) : int64[2, 1]
                %add_1 = aten.add.Tensor(%unsqueeze_2, %unsqueeze_3) : int64[2, 2]
                %constant_pad_nd = aten.constant_pad_nd.default(%x, [0, 0, 0, 0], 0.0) : float32[1, 3, 2, 4]
                %unsqueeze_4 = aten.unsqueeze.default(%add, -1) : int64[2, 1, 1]
                %unsqueeze_5 = aten.unsqueeze.default(%unsqueeze_4, -1) : int64[2, 1, 1, 1]
                %index = aten.index.Tensor(%constant_pad_nd, [None, None, %unsqueeze_5, %add_1]) : float32[1, 3, 2, 1, 2, 2]
                %permute = aten.permute.default(%index, [0, 1, 2, 4, 3, 5]) : float32[1, 3, 2, 2, 1, 2]
                %_reshape_copy = aten._reshape_copy.default(%permute, [1, 12, 2]) : float32[1, 12, 2]
                output [%_reshape_copy]
                """);
    }
}
