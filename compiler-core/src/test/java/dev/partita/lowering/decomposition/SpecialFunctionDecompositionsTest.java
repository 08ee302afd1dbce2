package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;
import static dev.partita.lowering.decomposition.DecompositionAssertions.assertStays;

import org.junit.jupiter.api.Test;

/** Functions of single numbers. */
class SpecialFunctionDecompositionsTest {

    @Test
    void logitKeepsItsDistanceFromTheEnds() {
        assertDecomposes("""
                %x = placeholder x : float32[4]
                %logit = aten.logit.default(%x, 1e-06) : float32[4]
                output [%logit]
                """, """
                %x = placeholder x : float32[4]
                %lt = aten.lt.Scalar(%x, 1e-06) : bool[4]
                %gt = aten.gt.Scalar(%x, 0.999999) : bool[4]
                %scalar_tensor = aten.scalar_tensor.default(0.999999, dtype=torch.float32, layout=torch.strided, device=cpu) : float32[]
                %where = aten.where.self(%gt, %scalar_tensor, %x) : float32[4]
                %scalar_tensor_1 = aten.scalar_tensor.default(1e-06, dtype=torch.float32, layout=torch.strided, device=cpu) : float32[]
                %where_1 = aten.where.self(%lt, %scalar_tensor_1, %where) : float32[4]
                %sub = aten.sub.Tensor(1, %where_1) : float32[4]
                %div = aten.div.Tensor(%where_1, %sub) : float32[4]
                %log = aten.log.default(%div) : float32[4]
                output [%log]
                """);
    }

    @Test
    void nansumReadsNanAsZero() {
        assertDecomposes("""
                %x = placeholder x : float32[4, 2]
                %nansum = aten.nansum.default(%x, [1], True) : float32[4, 1]
                output [%nansum]
                """, """
                %x = placeholder x : float32[4, 2]
                %isnan = aten.isnan.default(%x) : bool[4, 2]
                %scalar_tensor = aten.scalar_tensor.default(0, dtype=torch.float32, layout=torch.strided, device=cpu) : float32[]
                %where = aten.where.self(%isnan, %scalar_tensor, %x) : float32[4, 2]
                %sum_1 = aten.sum.dim_IntList(%where, [1], True) : float32[4, 1]
                output [%sum_1]
                """);
    }

    @Test
    void whatCannotBeExpandedStays() {
        assertStays("""
                %x = placeholder x : complex64[4]
                %isreal = aten.isreal.default(%x) : bool[4]
                output [%isreal]
                """);
    }
}
