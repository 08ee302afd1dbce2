package dev.partita.app.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GraphPartTest {

    private static final Payload PAYLOAD = new Payload("float32", "1×8", 32);

    private static Box box(int number, int group) {
        return new Box("op_" + number, new Box.Label("op", ""), Category.ELEMENTWISE, group,
                new Box.Facts("aten.op", "", PAYLOAD, 0, List.of()));
    }

    private static PlannedGraph graph(int boxes, int[][] wires) {
        List<Box> all = new ArrayList<>();
        for (int i = 0; i < boxes; i++) {
            all.add(box(i, i % 3 == 0 ? 0 : 1));
        }
        List<Wire> lines = new ArrayList<>();
        for (int[] wire : wires) {
            lines.add(new Wire(wire[0], wire[1], wire[0], 0, PAYLOAD));
        }
        GraphModel model = new GraphModel("m", all, lines, List.of(
                new Group("", new Group.Name("m", ""), -1, -1), new Group("block", new Group.Name("block", "Block"), 0, -1)));
        return new PlannedGraph(model, Placements.none(model));
    }

    @Test
    void whatLiesBetweenBecomesOneWireWithoutAPayload() {
        GraphPart part = GraphPart.of(graph(4, new int[][] {{0, 1}, {1, 2}, {2, 3}}), Set.of(0, 1, 3));
        assertEquals(List.of("op_0", "op_1", "op_3"), part.shown().model().boxes().stream().map(Box::id).toList());
        assertEquals(List.of(new Wire(0, 1, 0, 0, PAYLOAD), new Wire(1, 2, -2, 0, Payload.UNKNOWN)), part.shown().model().wires());
    }

    @Test
    void groupsThatLoseAllTheirBoxesGo() {
        GraphPart part = GraphPart.of(graph(7, new int[][] {{0, 3}, {3, 6}}), Set.of(0, 3));
        assertEquals(List.of(""), part.shown().model().groups().stream().map(Group::path).toList());
        assertEquals(Set.of(0, 3), part.inWhole(Set.of(0, 1)));
    }

    @Property(tries = 200)
    void wiresLeadExactlyWhereAWayOutsideThePartLeads(@ForAll long seed) {
        Random random = new Random(seed);
        // A way may branch no wider than a part remembers.
        int boxes = 3 + random.nextInt(7);
        int[][] wires = new int[boxes - 1][];
        for (int i = 1; i < boxes; i++) {
            wires[i - 1] = new int[] {random.nextInt(i), i};
        }
        Set<Integer> kept = new TreeSet<>();
        for (int i = 0; i < boxes; i++) {
            if (random.nextBoolean()) {
                kept.add(i);
            }
        }
        GraphPart part = GraphPart.of(graph(boxes, wires), kept);
        Set<List<Integer>> drawn = new HashSet<>();
        part.shown().model().wires().forEach(wire -> drawn.add(List.of(part.boxes().get(wire.from()), part.boxes().get(wire.to()))));
        Set<List<Integer>> wanted = new HashSet<>();
        for (int start : kept) {
            Deque<Integer> open = new ArrayDeque<>(Set.of(start));
            while (!open.isEmpty()) {
                int at = open.pop();
                for (int[] wire : wires) {
                    if (wire[0] == at && kept.contains(wire[1])) {
                        wanted.add(List.of(start, wire[1]));
                    } else if (wire[0] == at) {
                        open.add(wire[1]);
                    }
                }
            }
        }
        assertEquals(wanted, drawn);
        assertTrue(part.shown().model().boxes().stream().allMatch(box -> box.group() < part.shown().model().groups().size()));
    }
}
