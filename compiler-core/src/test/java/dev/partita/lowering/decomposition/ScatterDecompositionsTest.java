package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;
import static dev.partita.lowering.decomposition.DecompositionAssertions.assertStays;

import dev.partita.importer.SymbolRanges;
import org.junit.jupiter.api.Test;

class ScatterDecompositionsTest {

    private static final String MEAN = """
                %x = placeholder x : float32[3, 3]
                %i = placeholder i : int64[1, 3]
                %s = placeholder s : float32[1, 3]
                %y = aten.scatter_reduce.two(%x, 0, %i, %s, "mean") : float32[3, 3]
                output [%y]
                """;

    @Test
    void aMeanIsASumOverACount() {
        assertDecomposes(MEAN, """
                %x = placeholder x : float32[3, 3]
                %i = placeholder i : int64[1, 3]
                %s = placeholder s : float32[1, 3]
                %full = aten.full.default([3, 3], 0, dtype=torch.float32, device=cpu, pin_memory=False) : float32[3, 3]
                %select = aten.select.int(%s, 0, 0) : float32[3]
                %select_1 = aten.select.int(%i, 0, 0) : int64[3]
                %unsqueeze = aten.unsqueeze.default(%select, 0) : float32[1, 3]
                %unsqueeze_1 = aten.unsqueeze.default(%select_1, 0) : int64[1, 3]
                %full_1 = aten.full.default([1, 3], 1, dtype=torch.float32, device=cpu, pin_memory=False) : float32[1, 3]
                %full_2 = aten.full.default([3, 3], 0, dtype=torch.float32, device=cpu, pin_memory=False) : float32[3, 3]
                %scatter = aten.scatter.src(%full_2, 0, %unsqueeze_1, %full_1) : float32[3, 3]
                %add = aten.add.Tensor(%full, %scatter) : float32[3, 3]
                %full_3 = aten.full.default([3, 3], 0, dtype=torch.float32, device=cpu, pin_memory=False) : float32[3, 3]
                %scatter_1 = aten.scatter.src(%full_3, 0, %unsqueeze_1, %unsqueeze) : float32[3, 3]
                %add_1 = aten.add.Tensor(%x, %scatter_1) : float32[3, 3]
                %full_4 = aten.full.default([3, 3], 1, dtype=torch.float32, device=cpu, pin_memory=False) : float32[3, 3]
                %add_2 = aten.add.Tensor(%add, %full_4) : float32[3, 3]
                %div = aten.div.Tensor(%add_1, %add_2) : float32[3, 3]
                output [%div]
                """);
    }

    @Test
    void torchTensorRtDropsWhatIsBehindThePoint() {
        assertDecomposes(MEAN, """
                %x = placeholder x : float32[3, 3]
                %i = placeholder i : int64[1, 3]
                %s = placeholder s : float32[1, 3]
                %full = aten.full.default([3, 3], 0, dtype=torch.float32, device=cpu, pin_memory=False) : float32[3, 3]
                %select = aten.select.int(%s, 0, 0) : float32[3]
                %select_1 = aten.select.int(%i, 0, 0) : int64[3]
                %unsqueeze = aten.unsqueeze.default(%select, 0) : float32[1, 3]
                %unsqueeze_1 = aten.unsqueeze.default(%select_1, 0) : int64[1, 3]
                %full_1 = aten.full.default([1, 3], 1, dtype=torch.float32, device=cpu, pin_memory=False) : float32[1, 3]
                %full_2 = aten.full.default([3, 3], 0, dtype=torch.float32, device=cpu, pin_memory=False) : float32[3, 3]
                %scatter = aten.scatter.src(%full_2, 0, %unsqueeze_1, %full_1) : float32[3, 3]
                %add = aten.add.Tensor(%full, %scatter) : float32[3, 3]
                %full_3 = aten.full.default([3, 3], 0, dtype=torch.float32, device=cpu, pin_memory=False) : float32[3, 3]
                %scatter_1 = aten.scatter.src(%full_3, 0, %unsqueeze_1, %unsqueeze) : float32[3, 3]
                %add_1 = aten.add.Tensor(%x, %scatter_1) : float32[3, 3]
                %full_4 = aten.full.default([3, 3], 1, dtype=torch.float32, device=cpu, pin_memory=False) : float32[3, 3]
                %add_2 = aten.add.Tensor(%add, %full_4) : float32[3, 3]
                %div = aten.div.Tensor_mode(%add_1, %add_2, rounding_mode="trunc") : float32[3, 3]
                output [%div]
                """, DecompositionTable.standard(true).matchingTorchTensorRt(), SymbolRanges.NONE);
    }

    @Test
    void whatLeavesOutWhatWasThereStays() {
        assertStays("""
                %x = placeholder x : float32[3, 3]
                %i = placeholder i : int64[1, 3]
                %s = placeholder s : float32[1, 3]
                %scatter_reduce = aten.scatter_reduce.two(%x, 0, %i, %s, "mean", include_self=False) : float32[3, 3]
                output [%scatter_reduce]
                """);
    }
}
