package dev.partita.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fast way to the parts finds the same ones as trying every pair, whatever the graph. */
class PartAssignmentTest {

    private static final OpName CAT = OpName.of("aten.cat.default");

    @Test
    void theSamePartsAsWhenEveryPairIsTried() {
        int several = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            Graph graph = graph(random, 4 + random.nextInt(28));
            Set<Node> supported = supported(graph, random);
            List<List<Node>> expected = new PairwiseMerging(graph, supported::contains).parts();
            List<List<Node>> found = new PartAssignment(graph, supported::contains).parts();
            assertEquals(expected, found, "seed " + seed);
            several += found.size() > 2 ? 1 : 0;
        }
        assertTrue(several > 500, "only " + several + " graphs fell into several parts");
    }

    /** Trying pairs takes minutes here; a residual chain in which each tenth node must stay out. */
    @Test
    void aLargeGraphFallsIntoThousandsOfParts() {
        Graph graph = new Graph();
        Set<Node> supported = new HashSet<>();
        List<Node> nodes = new ArrayList<>(List.of(graph.placeholder("x")));
        while (nodes.size() < 70_000) {
            int number = nodes.size();
            List<Arg> read = List.of(Arg.of(nodes.getLast()), Arg.of(nodes.get(Math.max(0, number - 7))));
            nodes.add(graph.call(CAT, List.of(Arg.list(number % 7 == 0 ? read : read.subList(0, 1))), Map.of()));
            if (number % 10 != 0) {
                supported.add(nodes.getLast());
            }
        }
        graph.output(Arg.of(nodes.getLast()));
        List<List<Node>> parts = new PartAssignment(graph, supported::contains).parts();
        assertEquals(7_000, parts.size());
        assertEquals(supported.size(), parts.stream().mapToInt(List::size).sum());
    }

    /** Nodes read up to three earlier ones: near ones in some graphs, any in others. */
    private static Graph graph(Random random, int size) {
        Graph graph = new Graph();
        List<Node> nodes = new ArrayList<>(List.of(graph.placeholder("x")));
        int distance = 1 + random.nextInt(size);
        while (nodes.size() < size) {
            List<Arg> read = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                read.add(Arg.of(nodes.get(Math.max(0, nodes.size() - 1 - random.nextInt(distance)))));
            }
            nodes.add(random.nextInt(12) == 0 ? graph.getAttr("w" + nodes.size())
                    : graph.call(CAT, List.of(Arg.list(read)), Map.of()));
        }
        graph.output(Arg.list(List.of(Arg.of(nodes.getLast()), Arg.of(nodes.get(size / 2)))));
        return graph;
    }

    private static Set<Node> supported(Graph graph, Random random) {
        int percent = 30 + random.nextInt(70);
        Set<Node> supported = new HashSet<>();
        for (Node node : graph) {
            boolean canMove = node.isCall() || GlobalPartitioner.isWeight(node);
            if (canMove && random.nextInt(100) < percent) {
                supported.add(node);
            }
        }
        return supported;
    }
}
