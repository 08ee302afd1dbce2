package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * Which supported nodes run as one part, as torch.fx's capability-based partitioner decides it; linear in the nodes and
 * what they read.
 *
 * <p>torch.fx goes from the last node to the first, makes each supported one a part, and merges it with every part, the
 * oldest first, unless something outside would then both read the merged part and be needed by it. Two facts make that
 * simple. A node is not in an older part only because one of its readers outside leads there: so from every node of a part
 * a path leads to every older part, what leads to a part leads to all older ones, and one number per node, the newest part
 * that it leads to, says all. And for the same reason two parts that exist already never merge.
 */
final class PartAssignment {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private static final int NONE = -1;

    private final List<Node> nodes;

    /** By node, the numbers of its readers. */
    private final int[][] readers;

    /** By node, its part. Parts are numbered from the oldest. */
    private final int[] partOf;

    /** By node, the newest part with a node that reads it, directly or not. */
    private final int[] leadsTo;

    private final List<Part> parts = new ArrayList<>();

    PartAssignment(Graph graph, Predicate<Node> supported) {
        nodes = graph.nodes();
        readers = readers(nodes);
        partOf = new int[nodes.size()];
        leadsTo = new int[nodes.size()];
        Arrays.fill(partOf, NONE);
        for (int node = nodes.size() - 1; node >= 0; node--) {
            leadsTo[node] = newestBehind(node);
            if (supported.test(nodes.get(node))) {
                partOf[node] = oldestThatCanTake(node);
                if (partOf[node] == parts.size()) {
                    parts.add(new Part());
                }
                parts.get(partOf[node]).grow(node);
            }
        }
        moveGetitems();
    }

    private static final class Part {

        private int size;

        /** Of two single nodes torch.fx keeps the newer as the part, later the larger: the second node decides the order. */
        private int named;

        /** Taken in at the end, behind the other members. */
        private final SequencedSet<Integer> moved = new LinkedHashSet<>();

        private void grow(int node) {
            size++;
            named = size <= 2 ? node : named;
        }
    }

    private static int[][] readers(List<Node> nodes) {
        Map<Node, Integer> numbers = HashMap.newHashMap(nodes.size());
        for (Node node : nodes) {
            numbers.put(node, numbers.size());
        }
        int[][] readers = new int[nodes.size()][];
        for (int node = 0; node < readers.length; node++) {
            readers[node] = nodes.get(node).users().stream().mapToInt(numbers::get).toArray();
        }
        return readers;
    }

    private int newestBehind(int node) {
        int newest = NONE;
        for (int reader : readers[node]) {
            newest = Math.max(newest, Math.max(partOf[reader], leadsTo[reader]));
        }
        return newest;
    }

    /**
     * The oldest part to which no reader outside it leads, or the number of the next part. That is the part of the reader
     * that leads to the newest part, if it holds all that lead there; otherwise only a newer one will do.
     */
    private int oldestThatCanTake(int node) {
        int part = NONE;
        int newest = NONE;
        for (int reader : readers[node]) {
            if (leadsTo[reader] > newest) {
                newest = leadsTo[reader];
                part = partOf[reader];
            }
        }
        return part != NONE && holdsAllThatLeadTo(part, readers[node]) ? part : newest + 1;
    }

    private boolean holdsAllThatLeadTo(int part, int[] readers) {
        for (int reader : readers) {
            if (leadsTo[reader] >= part && partOf[reader] != part) {
                return false;
            }
        }
        return true;
    }

    /** The parts in torch.fx's order; members in graph order, moved getitems behind them; then sorted to run. */
    List<List<Node>> parts() {
        List<List<Node>> members = new ArrayList<>();
        parts.forEach(_ -> members.add(new ArrayList<>()));
        for (int node = 0; node < partOf.length; node++) {
            if (partOf[node] != NONE && !parts.get(partOf[node]).moved.contains(node)) {
                members.get(partOf[node]).add(nodes.get(node));
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            List<Node> list = members.get(part);
            parts.get(part).moved.forEach(node -> list.add(nodes.get(node)));
            order.add(part);
        }
        order.sort(Comparator.comparingInt(part -> -parts.get(part).named));
        return order.stream().map(members::get).filter(list -> !list.isEmpty()).map(RunnableOrder::of).toList();
    }

    /** A getitem runs where its producer does, if all readers of the producer are getitems. */
    private void moveGetitems() {
        Map<Integer, Integer> moves = new LinkedHashMap<>();
        do {
            moves.clear();
            for (int node = 0; node < readers.length; node++) {
                if (areGetitems(readers[node])) {
                    for (int getitem : readers[node]) {
                        if (partOf[getitem] != partOf[node]) {
                            moves.put(getitem, partOf[node]);
                        }
                    }
                }
            }
            moves.forEach(this::move);
        } while (!moves.isEmpty());
    }

    private boolean areGetitems(int[] readers) {
        for (int reader : readers) {
            if (!nodes.get(reader).calls(GETITEM)) {
                return false;
            }
        }
        return true;
    }

    private void move(int node, int part) {
        if (partOf[node] != NONE) {
            parts.get(partOf[node]).moved.remove(node);
        }
        partOf[node] = part;
        if (part != NONE) {
            parts.get(part).moved.add(node);
        }
    }
}
