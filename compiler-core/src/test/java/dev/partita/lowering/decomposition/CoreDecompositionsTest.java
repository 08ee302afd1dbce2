package dev.partita.lowering.decomposition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.ir.GraphPrinter;
import org.junit.jupiter.api.Test;

/** What the experimental table does otherwise. */
class CoreDecompositionsTest {

    private static void assertDecomposes(String exported, String expected) {
        assertEquals(expected.strip(), GraphPrinter.print(DecompositionAssertions.decomposed(
                exported, DecompositionTable.standard(false).withCoreDecompositions())).strip());
    }

    @Test
    void aBorderIsReadByPosition() {
        assertDecomposes("""
                %x = placeholder x : float32[1, 3, 8]
                %replication_pad1d = aten.replication_pad1d.default(%x, [1, 2]) : float32[1, 3, 11]
                output [%replication_pad1d]
                """, """
                %x = placeholder x : float32[1, 3, 8]
                %arange = aten.arange.start_step(-1, 10, layout=torch.strided, device=cpu, pin_memory=False) : int64[11]
                %clamp = aten.clamp.default(%arange, 0, 7) : int64[11]
                %index = aten.index.Tensor(%x, [None, None, %clamp]) : float32[1, 3, 11]
                output [%index]
                """);
    }

    @Test
    void unequalPiecesOfASplitGetTheirSizes() {
        assertDecomposes("""
                %x = placeholder x : float32[7]
                %split = aten.split.Tensor(%x, 3) : (float32[3], float32[3], float32[1])
                %getitem = _operator.getitem(%split, 2) : float32[1]
                output [%getitem]
                """, """
                %x = placeholder x : float32[7]
                %split_with_sizes = aten.split_with_sizes.default(%x, [3, 3, 1]) : (float32[3], float32[3], float32[1])
                %getitem_2 = _operator.getitem(%split_with_sizes, 2) : float32[1]
                output [%getitem_2]
                """);
    }

    @Test
    void softplusWithASlopeScalesAndScalesBack() {
        assertDecomposes("""
                %x = placeholder x : float32[4]
                %softplus = aten.softplus.default(%x, 2) : float32[4]
                output [%softplus]
                """, """
                %x = placeholder x : float32[4]
                %mul = aten.mul.Tensor(%x, 2) : float32[4]
                %exp = aten.exp.default(%mul) : float32[4]
                %log1p = aten.log1p.default(%exp) : float32[4]
                %div = aten.div.Tensor(%log1p, 2) : float32[4]
                %gt = aten.gt.Scalar(%mul, 20) : bool[4]
                %where = aten.where.self(%gt, %x, %div) : float32[4]
                output [%where]
                """);
    }

    @Test
    void coreOperatorsStayWhole() {
        String text = """
                %x = placeholder x : float32[4]
                %hardtanh = aten.hardtanh.default(%x, 0.0, 6.0) : float32[4]
                output [%hardtanh]
                """;
        assertDecomposes(text, text);
    }
}
