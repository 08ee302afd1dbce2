package dev.partita.lowering.pass;

import static dev.partita.lowering.pass.PassAssertions.assertRewrites;

import dev.partita.lowering.LoweringOptions;
import dev.partita.settings.PrecisionRequest;
import dev.partita.shape.rule.StandardRules;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CastRequestedNodesTest {

    private static final CastRequestedNodes PASS = new CastRequestedNodes(StandardRules.table());

    private static LoweringOptions asking(String... requests) {
        return new LoweringOptions(true, false, false, true, false, Optional.empty(),
                Arrays.stream(requests).map(PrecisionRequest::parse).toList());
    }

    @Test
    void aNodeComputesInItsTypeAndItsReadersKeepTheirs() {
        assertRewrites(PASS, asking("node:mm=f16"), """
                %x = placeholder x : float32[2, 4]
                %w = placeholder w : float32[4, 3]
                %mm = aten.mm.default(%x, %w) : float32[2, 3]
                %relu = aten.relu.default(%mm) : float32[2, 3]
                output [%relu, %mm]
                """, """
                %x = placeholder x : float32[2, 4]
                %w = placeholder w : float32[4, 3]
                %_to_copy_default = aten._to_copy.default(%x, dtype=torch.float16) : float16[2, 4]
                %_to_copy_default_1 = aten._to_copy.default(%w, dtype=torch.float16) : float16[4, 3]
                %mm = aten.mm.default(%_to_copy_default, %_to_copy_default_1) : float16[2, 3]
                %_to_copy_default_2 = aten._to_copy.default(%mm, dtype=torch.float32) : float32[2, 3]
                %relu = aten.relu.default(%_to_copy_default_2) : float32[2, 3]
                output [%relu, %_to_copy_default_2]
                """);
    }

    @Test
    void eachResultOfACallIsCastBackAndIntegersStay() {
        assertRewrites(PASS, asking("op:torch.ops.aten.max.dim=bf16"), """
                %x = placeholder x : float32[2, 4]
                %max = aten.max.dim(%x, 1) : (float32[2], int64[2])
                %getitem = _operator.getitem(%max, 0) : float32[2]
                %getitem_1 = _operator.getitem(%max, 1) : int64[2]
                output [%getitem, %getitem_1]
                """, """
                %x = placeholder x : float32[2, 4]
                %_to_copy_default = aten._to_copy.default(%x, dtype=torch.bfloat16) : bfloat16[2, 4]
                %max = aten.max.dim(%_to_copy_default, 1) : (bfloat16[2], int64[2])
                %getitem = _operator.getitem(%max, 0) : bfloat16[2]
                %_to_copy_default_1 = aten._to_copy.default(%getitem, dtype=torch.float32) : float32[2]
                %getitem_1 = _operator.getitem(%max, 1) : int64[2]
                output [%_to_copy_default_1, %getitem_1]
                """);
    }

    @Test
    void anOpWithATypeOfItsOwnKeepsIt() {
        assertRewrites(PASS, asking("regex:sum=f16"), """
                %x = placeholder x : float32[2, 4]
                %sum_1 = aten.sum.dim_IntList(%x, [1], dtype=torch.float32) : float32[2]
                output [%sum_1]
                """, """
                %x = placeholder x : float32[2, 4]
                %_to_copy_default = aten._to_copy.default(%x, dtype=torch.float16) : float16[2, 4]
                %sum_1 = aten.sum.dim_IntList(%_to_copy_default, [1], dtype=torch.float32) : float32[2]
                output [%sum_1]
                """);
    }

    @Test
    void nodesWithoutFloatingPointArgumentsStay() {
        String text = """
                %i = placeholder i : int64[2]
                %add = aten.add.Tensor(%i, 1) : int64[2]
                %full = aten.full.default([2], 1.0) : float32[2]
                output [%add, %full]
                """;
        assertRewrites(PASS, asking("regex:.*=f16"), text, text);
    }
}
