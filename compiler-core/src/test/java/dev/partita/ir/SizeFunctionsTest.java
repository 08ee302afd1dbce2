package dev.partita.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SizeFunctionsTest {

    private final Graph graph = new Graph();
    private final Map<SymExpr, Node> inputs = new LinkedHashMap<>();

    SizeFunctionsTest() {
        input("n", "s0");
        input("m", "s1");
    }

    @Test
    void eachCallTellsThePartThatItHasComeTo() {
        assertEquals("""
                %n = placeholder n : int(s0)
                %m = placeholder m : int(s1)
                %mul = _operator.mul(2, %n) : int(2*s0)
                %mul_1 = _operator.mul(%mul, %m) : int(2*s0*s1)
                output [%mul_1]
                """, written("2*s0*s1"));
    }

    @Test
    void aRealSizeIsARealNumber() {
        assertEquals("""
                %n = placeholder n : int(s0)
                %m = placeholder m : int(s1)
                %sym_float = torch.sym_float(%n) : float(ToFloat(s0))
                output [%sym_float]
                """, written("ToFloat(s0)"));
    }

    @Test
    void whatPythonHasNoFunctionForIsNotWritten() {
        assertTrue(write("Abs(s0)").isEmpty());
    }

    private void input(String name, String symbol) {
        SymExpr size = SymExpr.symbol(symbol);
        inputs.put(size, graph.placeholder(name).setValue(new Value.SymInt(size)));
    }

    private String written(String size) {
        graph.output(Arg.list(List.of(Arg.of(write(size).orElseThrow()))));
        return GraphPrinter.print(graph);
    }

    private Optional<Node> write(String text) {
        SymExpr.Call size = (SymExpr.Call) SymParser.parse(text);
        return SizeFunctions.write(graph, size, size.arguments(), operand ->
                operand instanceof SymExpr.Constant(long value) ? Arg.of(value) : Arg.of(Objects.requireNonNull(inputs.get(operand))));
    }
}
