package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;

import org.junit.jupiter.api.Test;

/** Losses as torch expands them: order and names are those of its own trace. */
class LossDecompositionsTest {

    @Test
    void crossEntropyChoosesTheRightClass() {
        assertDecomposes("""
                %x = placeholder x : float32[3, 4]
                %y = placeholder y : int64[3]
                %loss = aten.cross_entropy_loss.default(%x, %y) : float32[]
                output [%loss]
                """, """
                %x = placeholder x : float32[3, 4]
                %y = placeholder y : int64[3]
                %_softmax = aten._softmax.default(%x, 1, False) : float32[3, 4]
                %log = aten.log.default(%_softmax) : float32[3, 4]
                %ne = aten.ne.Scalar(%y, -100) : bool[3]
                %scalar_tensor = aten.scalar_tensor.default(0, dtype=torch.int64, layout=torch.strided, device=cpu) : int64[]
                %where = aten.where.self(%ne, %y, %scalar_tensor) : int64[3]
                %unsqueeze = aten.unsqueeze.default(%where, 1) : int64[3, 1]
                %gather = aten.gather.default(%log, 1, %unsqueeze) : float32[3, 1]
                %squeeze = aten.squeeze.dim(%gather, 1) : float32[3]
                %neg = aten.neg.default(%squeeze) : float32[3]
                %ne_1 = aten.ne.Scalar(%y, -100) : bool[3]
                %scalar_tensor_1 = aten.scalar_tensor.default(0, dtype=torch.float32, layout=torch.strided, device=cpu) : float32[]
                %where_1 = aten.where.self(%ne_1, %neg, %scalar_tensor_1) : float32[3]
                %ne_2 = aten.ne.Scalar(%y, -100) : bool[3]
                %sum_1 = aten.sum.default(%ne_2) : int64[]
                %_to_copy = aten._to_copy.default(%sum_1, dtype=torch.float32, device=cpu) : float32[]
                %sum_2 = aten.sum.default(%where_1) : float32[]
                %div = aten.div.Tensor(%sum_2, %_to_copy) : float32[]
                output [%div]
                """);
    }

    @Test
    void theRightOperandOfCompiledCodeComesFirst() {
        assertDecomposes("""
                %x = placeholder x : float32[2, 4]
                %y = placeholder y : float32[2, 4]
                %loss = aten.kl_div.default(%x, %y, 1, log_target=True) : float32[]
                output [%loss]
                """, """
                %x = placeholder x : float32[2, 4]
                %y = placeholder y : float32[2, 4]
                %sub = aten.sub.Tensor(%y, %x) : float32[2, 4]
                %exp = aten.exp.default(%y) : float32[2, 4]
                %mul = aten.mul.Tensor(%exp, %sub) : float32[2, 4]
                %mean = aten.mean.default(%mul) : float32[]
                output [%mean]
                """);
    }
}
