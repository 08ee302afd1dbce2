package dev.partita.lowering.pass;

import static dev.partita.lowering.pass.PassAssertions.assertLeaves;
import static dev.partita.lowering.pass.PassAssertions.assertRewrites;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.GraphPrinter;
import dev.partita.lowering.LoweringOptions;
import org.junit.jupiter.api.Test;

class ConstantFoldTest {

    private static final String TRANSPOSED_WEIGHT = """
            %weight = get_attr fc.weight : float32[8, 4]
            %x = placeholder x : float32[2, 4]
            %permute = aten.permute.default(%weight, [1, 0]) : float32[4, 8]
            %mm = aten.mm.default(%x, %permute) : float32[2, 8]
            output [%mm]
            """;

    @Test
    void whatDependsOnWeightsAloneBecomesAConstant() {
        assertRewrites(new ConstantFold(), TRANSPOSED_WEIGHT, """
                %x = placeholder x : float32[2, 4]
                %_frozen_param0 = get_attr _frozen_param0 : float32[4, 8]
                %mm = aten.mm.default(%x, %_frozen_param0) : float32[2, 8]
                output [%mm]
                """);
    }

    @Test
    void theConstantIsARecipeOverTheWeights() {
        Graph graph = GraphParser.parse(TRANSPOSED_WEIGHT);
        new ConstantFold().run(graph, LoweringOptions.DEFAULTS);
        Attribute.Folded folded =
                assertInstanceOf(Attribute.Folded.class, graph.attribute("_frozen_param0").orElseThrow());
        assertEquals("""
                %weight = get_attr fc.weight : float32[8, 4]
                %permute = aten.permute.default(%weight, [1, 0]) : float32[4, 8]
                output [%permute]
                """, GraphPrinter.print(folded.recipe()));
    }

    @Test
    void numbersAreFoldedToo() {
        assertRewrites(new ConstantFold(), """
                %x = placeholder x : float32[2]
                %full = aten.full.default([2], 1) : float32[2]
                %add = aten.add.Tensor(%x, %full) : float32[2]
                output [%add]
                """, """
                %x = placeholder x : float32[2]
                %_frozen_param0 = get_attr _frozen_param0 : float32[2]
                %add = aten.add.Tensor(%x, %_frozen_param0) : float32[2]
                output [%add]
                """);
    }

    @Test
    void aResultThatOneNodeReadsTwiceAlsoTakesANumber() {
        assertRewrites(new ConstantFold(), """
                %x = placeholder x : float32[4]
                %full = aten.full.default([2], 1) : float32[2]
                %cat = aten.cat.default([%full, %full]) : float32[4]
                %add = aten.add.Tensor(%x, %cat) : float32[4]
                output [%add]
                """, """
                %x = placeholder x : float32[4]
                %_frozen_param1 = get_attr _frozen_param1 : float32[4]
                %add = aten.add.Tensor(%x, %_frozen_param1) : float32[4]
                output [%add]
                """);
    }

    @Test
    void randomNumbersAndSymbolicExtentsStay() {
        assertLeaves(new ConstantFold(), """
                %x = placeholder x : float32[s0]
                %n = placeholder n : int(s0)
                %rand = aten.rand.default([2]) : float32[2]
                %full = aten.full.default([%n], 1) : float32[s0]
                output [%rand, %full]
                """);
    }
}
