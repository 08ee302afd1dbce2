package dev.partita.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {

    private static final OpName RELU = OpName.of("aten.relu.default");
    private static final OpName NEG = OpName.of("aten.neg.default");

    private final Graph graph = new Graph();
    private final Node x = graph.placeholder("x");

    private Node call(OpName op, Node... inputs) {
        List<Arg> args = new ArrayList<>();
        for (Node input : inputs) {
            args.add(Arg.of(input));
        }
        return graph.call(op, args, Map.of());
    }

    @Test
    void knowsWhichOpsAreCalledWhileNodesComeAndGo() {
        assertFalse(graph.callsAny(List.of(RELU, NEG)));
        Node first = call(RELU, x);
        Node second = call(RELU, x);
        assertTrue(graph.callsAny(List.of(NEG, RELU)));
        assertFalse(graph.callsAny(List.of(NEG)));
        graph.erase(first);
        assertTrue(graph.callsAny(List.of(RELU)));
        graph.moveBefore(second, x);
        assertTrue(graph.callsAny(List.of(RELU)));
        graph.erase(second);
        assertFalse(graph.callsAny(List.of(RELU)));
    }

    @Test
    void anEditMakesAnotherSetOfInputs() {
        Node y = graph.placeholder("y");
        Node sum = call(OpName.of("aten.add.Tensor"), x, y, x);
        var before = sum.inputs();
        assertEquals(List.of(x, y), List.copyOf(before));
        sum.replaceInput(x, y);
        assertEquals(List.of(x, y), List.copyOf(before));
        assertEquals(List.of(y), List.copyOf(sum.inputs()));
        assertTrue(x.users().isEmpty());
        assertEquals(List.of(sum), List.copyOf(y.users()));
        sum.setArgs(List.of());
        assertTrue(sum.inputs().isEmpty());
        assertTrue(y.users().isEmpty());
    }

    @Test
    void namesAreNumberedAsTorchFxDoes() {
        NameSpace names = new NameSpace();
        assertEquals("add", names.create("add"));
        assertEquals("add_1", names.create("add"));
        assertEquals("add_5", names.create("add_5"));
        assertEquals("add_6", names.create("add"));
        assertEquals("add_7", names.create("add_5"));
        assertEquals("sum_1", names.create("sum"));
        assertEquals("sum_2", names.create("sum"));
        assertEquals("layers_0_weight", names.create("layers.0.weight"));
        assertEquals("_0_weight", names.create("0.weight"));
        names.reserve("mul");
        assertEquals("mul_1", names.create("mul"));
    }
}
