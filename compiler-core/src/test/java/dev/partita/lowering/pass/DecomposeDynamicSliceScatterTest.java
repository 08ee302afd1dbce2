package dev.partita.lowering.pass;

import static dev.partita.lowering.pass.PassAssertions.assertLeaves;
import static dev.partita.lowering.pass.PassAssertions.assertRewrites;

import dev.partita.shape.ShapeRules;
import org.junit.jupiter.api.Test;

/** A key-value cache that is written at a position known only when running. */
class DecomposeDynamicSliceScatterTest {

    private static final Pass PASS = new DecomposeDynamicSliceScatter(ShapeRules.standard());

    @Test
    void aSymbolicStartMovesThePositions() {
        assertRewrites(PASS, """
                %cache = placeholder cache : float32[1, 16, 4]
                %new = placeholder new : float32[1, 2, 4]
                %n = placeholder n : int(s0)
                %add = _operator.add(%n, 2) : int(s0 + 2)
                %slice_scatter = aten.slice_scatter.default(%cache, %new, 1, %n, %add) : float32[1, 16, 4]
                output [%slice_scatter]
                """, """
                %cache = placeholder cache : float32[1, 16, 4]
                %new = placeholder new : float32[1, 2, 4]
                %n = placeholder n : int(s0)
                %arange_start_step = aten.arange.start_step(0, 2, dtype=torch.int64, device=cpu) : int64[2]
                %mul_tensor = aten.mul.Tensor(%arange_start_step, 1) : int64[2]
                %add_tensor = aten.add.Tensor(%mul_tensor, %n) : int64[2]
                %view_default = aten.view.default(%add_tensor, [1, -1, 1]) : int64[1, 2, 1]
                %expand_default = aten.expand.default(%view_default, [1, 2, 4]) : int64[1, 2, 4]
                %scatter_src = aten.scatter.src(%cache, 1, %expand_default, %new) : float32[1, 16, 4]
                output [%scatter_src]
                """);
    }

    @Test
    void numbersStay() {
        assertLeaves(PASS, """
                %cache = placeholder cache : float32[1, 16, 4]
                %new = placeholder new : float32[1, 2, 4]
                %slice_scatter = aten.slice_scatter.default(%cache, %new, 1, 3, 5) : float32[1, 16, 4]
                output [%slice_scatter]
                """);
    }
}
