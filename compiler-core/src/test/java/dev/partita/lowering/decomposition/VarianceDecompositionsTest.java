package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;
import static dev.partita.lowering.decomposition.DecompositionAssertions.assertStays;

import dev.partita.importer.SymbolRanges;
import org.junit.jupiter.api.Test;

/** Variance over extents that are only known when the program runs. */
class VarianceDecompositionsTest {

    private static final String VARIANCE = """
            %x = placeholder x : float32[s0, 4]
            %var_mean = aten.var_mean.correction(%x, [0], correction=1) : (float32[4], float32[4])
            %getitem = _operator.getitem(%var_mean, 0) : float32[4]
            %getitem_1 = _operator.getitem(%var_mean, 1) : float32[4]
            output [%getitem, %getitem_1]
            """;

    @Test
    void theDivisorIsComputedFromTheExtent() {
        assertDecomposes(VARIANCE, """
                %x = placeholder x : float32[s0, 4]
                %sym_size_int = aten.sym_size.int(%x, 0) : int(s0)
                %mean = aten.mean.dim(%x, [0], True) : float32[1, 4]
                %sub = aten.sub.Tensor(%x, %mean) : float32[s0, 4]
                %mul = aten.mul.Tensor(%sub, %sub) : float32[s0, 4]
                %sum_1 = aten.sum.dim_IntList(%mul, [0]) : float32[4]
                %add = _operator.add(-1, %sym_size_int) : int(s0 - 1)
                %div = aten.div.Tensor(%sum_1, %add) : float32[4]
                %mean_1 = aten.mean.dim(%x, [0]) : float32[4]
                output [%div, %mean_1]
                """);
    }

    @Test
    void matchingTorchTensorRtItStaysWholeRatherThanFixTheExtent() {
        assertDecomposes(VARIANCE, VARIANCE, DecompositionTable.standard(true).matchingTorchTensorRt(), SymbolRanges.NONE);
    }

    @Test
    void whereTheCorrectionMayBeLargerThanTheExtentItStaysWhole() {
        assertStays("""
                %x = placeholder x : float32[s0, 4]
                %var = aten.var.correction(%x, [0], correction=3) : float32[4]
                output [%var]
                """);
    }
}
