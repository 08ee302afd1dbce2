package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;

import org.junit.jupiter.api.Test;

class FourierDecompositionsTest {

    @Test
    void integersAreConvertedBeforeZerosAreAdded() {
        assertDecomposes("""
                %x = placeholder x : int64[2, 6]
                %y = aten.fft_rfft.default(%x, 8) : complex64[2, 5]
                output [%y]
                """, """
                %x = placeholder x : int64[2, 6]
                %_to_copy = aten._to_copy.default(%x, dtype=torch.float32) : float32[2, 6]
                %constant_pad_nd = aten.constant_pad_nd.default(%_to_copy, [0, 2, 0, 0]) : float32[2, 8]
                %_fft_r2c = aten._fft_r2c.default(%constant_pad_nd, [1], 0, True) : complex64[2, 5]
                output [%_fft_r2c]
                """);
    }

    @Test
    void whatIsTooLongIsCut() {
        assertDecomposes("""
                %x = placeholder x : float32[3, 6]
                %y = aten.fft_rfft.default(%x, 4) : complex64[3, 3]
                output [%y]
                """, """
                %x = placeholder x : float32[3, 6]
                %slice_1 = aten.slice.Tensor(%x, 1, 0, 4) : float32[3, 4]
                %_fft_r2c = aten._fft_r2c.default(%slice_1, [1], 0, True) : complex64[3, 3]
                output [%_fft_r2c]
                """);
    }

    @Test
    void theInverseOfRealNumbersIsAConjugate() {
        assertDecomposes("""
                %x = placeholder x : float32[3, 6]
                %y = aten.fft_ihfft.default(%x, 8) : complex64[3, 5]
                output [%y]
                """, """
                %x = placeholder x : float32[3, 6]
                %constant_pad_nd = aten.constant_pad_nd.default(%x, [0, 2, 0, 0]) : float32[3, 8]
                %_fft_r2c = aten._fft_r2c.default(%constant_pad_nd, [1], 2, True) : complex64[3, 5]
                %_conj = aten._conj.default(%_fft_r2c) : complex64[3, 5]
                output [%_conj]
                """);
    }

    @Test
    void aSymmetricSignalIsConjugatedFirst() {
        assertDecomposes("""
                %x = placeholder x : complex64[3, 4]
                %y = aten.fft_hfft.default(%x, 10) : float32[3, 10]
                output [%y]
                """, """
                %x = placeholder x : complex64[3, 4]
                %constant_pad_nd = aten.constant_pad_nd.default(%x, [0, 2, 0, 0]) : complex64[3, 6]
                %_conj = aten._conj.default(%constant_pad_nd) : complex64[3, 6]
                %_fft_c2r = aten._fft_c2r.default(%_conj, [1], 0, 10) : float32[3, 10]
                output [%_fft_c2r]
                """);
    }
}
