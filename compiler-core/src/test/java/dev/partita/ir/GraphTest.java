package dev.partita.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
    void knowsWhichNodesNobodyReads() {
        assertEquals(List.of(x), graph.unreadNodes());
        Node first = call(RELU, x);
        Node second = call(NEG, x, first);
        assertEquals(List.of(second), graph.unreadNodes());
        Node third = call(NEG, first, first);
        assertEquals(List.of(second, third), graph.unreadNodes());
        second.replaceInput(first, x);
        third.replaceInput(first, x);
        assertEquals(List.of(second, third, first), graph.unreadNodes());
        graph.erase(third);
        graph.moveBefore(first, second);
        assertEquals(List.of(second, first), graph.unreadNodes());
        graph.erase(first);
        graph.erase(second);
        assertEquals(List.of(x), graph.unreadNodes());
        graph.erase(x);
        assertEquals(List.of(), graph.unreadNodes());
    }

    @Test
    void unreadNodesAreThoseWithoutUsersWhateverIsEdited() {
        Random random = new Random(3);
        List<Node> nodes = new ArrayList<>(List.of(x));
        for (int step = 0; step < 3_000; step++) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            Node other = nodes.get(random.nextInt(nodes.size()));
            switch (random.nextInt(5)) {
                case 0, 1 -> nodes.add(call(RELU, node, other));
                case 2 -> node.setArgs(List.of(Arg.list(List.of(Arg.of(other), Arg.of(x))), Arg.of(other)));
                case 3 -> node.replaceAllUsesWith(other);
                default -> {
                    if (node.users().isEmpty() && node != x) {
                        graph.erase(node);
                        nodes.remove(node);
                    }
                }
            }
            Set<Node> unread = new HashSet<>(graph.nodes());
            unread.removeIf(each -> !each.users().isEmpty());
            assertEquals(unread, Set.copyOf(graph.unreadNodes()));
            assertEquals(unread.size(), graph.unreadNodes().size());
        }
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
        assertEquals("sub_1_2", names.create("sub_1_2"));
        assertEquals("sub_1", names.create("sub_1"));
        assertEquals("sub_2", names.create("sub_1"));
        assertEquals("sub", names.create("sub"));
        assertEquals("sub_3", names.create("sub"));
    }
}
