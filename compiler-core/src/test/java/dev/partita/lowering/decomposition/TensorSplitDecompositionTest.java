package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;
import static dev.partita.lowering.decomposition.DecompositionAssertions.assertStays;

import dev.partita.importer.SymbolRanges;
import dev.partita.tensor.SymRange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TensorSplitDecompositionTest {

    private static final String EXPORTED = """
            %x = placeholder x : float32[6, 4]
            %p = placeholder p : int64[2]
            %tensor_split = aten.tensor_split.tensor_indices_or_sections(%x, %p) : (float32[u2, 4], float32[u3, 4], float32[u5, 4])
            %getitem = _operator.getitem(%tensor_split, 0) : float32[u2, 4]
            %getitem_1 = _operator.getitem(%tensor_split, 1) : float32[u3, 4]
            %getitem_2 = _operator.getitem(%tensor_split, 2) : float32[u5, 4]
            output [%getitem, %getitem_1, %getitem_2]
            """;

    /** The exporter called the two places u0 and u1, and gave out seven names in all. */
    private static SymbolRanges sevenSymbols() {
        Map<String, SymRange> ranges = new LinkedHashMap<>();
        for (int i = 0; i < 7; i++) {
            ranges.put("u" + i, new SymRange(0, 6));
        }
        return new SymbolRanges(ranges, Map.of());
    }

    @Test
    void placesAreReadAndGetTheNumbersOfTheSecondTrace() {
        assertDecomposes(EXPORTED, """
                %x = placeholder x : float32[6, 4]
                %p = placeholder p : int64[2]
                %slice_1 = aten.slice.Tensor(%p, 0, 0, 1) : int64[1]
                %slice_2 = aten.slice.Tensor(%p, 0, 1, 2) : int64[1]
                %squeeze = aten.squeeze.dim(%slice_1, 0) : int64[]
                %squeeze_1 = aten.squeeze.dim(%slice_2, 0) : int64[]
                %_local_scalar_dense = aten._local_scalar_dense.default(%squeeze) : int(u14)
                %_local_scalar_dense_1 = aten._local_scalar_dense.default(%squeeze_1) : int(u15)
                %slice_3 = aten.slice.Tensor(%x, 0, 0, %_local_scalar_dense) : float32[u2, 4]
                %slice_4 = aten.slice.Tensor(%x, 0, %_local_scalar_dense, %_local_scalar_dense_1) : float32[u3, 4]
                %slice_5 = aten.slice.Tensor(%x, 0, %_local_scalar_dense_1, 6) : float32[u5, 4]
                output [%slice_3, %slice_4, %slice_5]
                """, DecompositionTable.standard(true), sevenSymbols());
    }

    @Test
    void staysWhereThePlacesHadNoNumbers() {
        assertStays(EXPORTED);
    }

    @Test
    void staysWhenATensorSaysIntoHowManyParts() {
        assertStays("""
                %x = placeholder x : float32[6, 4]
                %n = placeholder n : int64[]
                %tensor_split = aten.tensor_split.tensor_indices_or_sections(%x, %n) : (float32[3, 4], float32[3, 4])
                %getitem = _operator.getitem(%tensor_split, 0) : float32[3, 4]
                %getitem_1 = _operator.getitem(%tensor_split, 1) : float32[3, 4]
                output [%getitem, %getitem_1]
                """);
    }
}
