package dev.partita.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTextTest {

    @Test
    void whatIsPrintedReadsBackTheSame() {
        String text = """
                %x = placeholder x : float32[2, s0]
                %n = placeholder n : int(s0)
                %w = get_attr fc.weight : bfloat16[]
                %mul = _operator.mul(%n, 2) : int(2*s0)
                %split = aten.split.Tensor(%x, 1, 1) : (float32[2, 1], float32[2, 1])
                %pad = aten.pad.default(%x, [1, %n], "ref\\"lect", None) : float32[2, k]
                %to = aten.to.dtype(%x, torch.float16, False, memory_format=torch.channels_last) : float16[2, s0]
                %full = aten.full.default([], -inf, dtype=torch.float64, layout=torch.strided, device=cuda:0) : float64[]
                %add = aten.add.Tensor(%x, 1e-05, alpha=-3) : float32[2, s0]
                %part = _operator.getitem(%add, [Ellipsis, 0]) : float32[2]
                output [%add, [%w, 2.5]]
                """;
        assertEquals(text, GraphPrinter.print(GraphParser.parse(text)));
    }

    @Test
    void aBadLineIsNamed() {
        var error = assertThrows(IllegalArgumentException.class, () -> GraphParser.parse("""
                %x = placeholder x : float32[2]
                %y = aten.relu.default(%missing) : float32[2]
                """));
        assertTrue(error.getMessage().startsWith("line 2: "), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"1e-05, 1e-05", "0.0001, 0.0001", "-3.4028234663852886e38, -3.4028234663852886e+38", "1e16, 1e+16",
            "123456789.5, 123456789.5", "2, 2.0", "-0.0, -0.0"})
    void floatsLookAsInPython(double value, String text) {
        assertEquals(text, ArgText.print(Arg.of(value)));
    }

    @Test
    void theVerifierTellsWhatIsWrong() {
        Graph graph = GraphParser.parse("""
                %x = placeholder x : float32[2]
                %w = get_attr missing.weight : float32[2]
                output [%x]
                """);
        assertEquals(java.util.List.of("%w reads attribute 'missing.weight', which does not exist"),
                GraphVerifier.problems(graph));
    }
}
