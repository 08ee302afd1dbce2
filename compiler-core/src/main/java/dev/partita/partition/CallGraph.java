package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls of a graph by number, in graph order, with who reads whom. Whatever else they read is a number below zero. */
final class CallGraph {

    private final Graph graph;
    private final Node[] calls;
    private final List<Node> others = new ArrayList<>();
    private final Map<Node, Integer> numbers;
    private final int[][] reads;
    private final int[][] producers;
    private final int[][] users;

    private CallGraph(Graph graph) {
        this.graph = graph;
        this.numbers = HashMap.newHashMap(graph.size());
        List<Node> found = new ArrayList<>(graph.size());
        for (Node node : graph) {
            if (node.isCall()) {
                numbers.put(node, found.size());
                found.add(node);
            }
        }
        this.calls = found.toArray(Node[]::new);
        this.reads = new int[calls.length][];
        this.producers = new int[calls.length][];
        this.users = new int[calls.length][];
    }

    static CallGraph of(Graph graph) {
        CallGraph calls = new CallGraph(graph);
        int[] userCounts = new int[calls.size()];
        for (int call = 0; call < calls.size(); call++) {
            calls.reads[call] = calls.readsOf(calls.call(call));
            calls.producers[call] = callsAmong(calls.reads[call]);
            for (int producer : calls.producers[call]) {
                userCounts[producer]++;
            }
        }
        Arrays.setAll(calls.users, call -> new int[userCounts[call]]);
        for (int call = calls.size() - 1; call >= 0; call--) {
            for (int producer : calls.producers[call]) {
                calls.users[producer][--userCounts[producer]] = call;
            }
        }
        return calls;
    }

    private int[] readsOf(Node reader) {
        int[] found = new int[4];
        int count = 0;
        for (Node input : reader.inputs()) {
            found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
            found[count++] = numbered(input);
        }
        return Arrays.copyOf(found, count);
    }

    /** Inputs and weights are numbered when they are met. */
    private int numbered(Node input) {
        Integer known = numbers.get(input);
        if (known != null) {
            return known;
        }
        others.add(input);
        numbers.put(input, -others.size());
        return -others.size();
    }

    private static int[] callsAmong(int[] reads) {
        int[] calls = new int[reads.length];
        int count = 0;
        for (int read : reads) {
            if (read >= 0) {
                calls[count++] = read;
            }
        }
        return count == reads.length ? reads : Arrays.copyOf(calls, count);
    }

    Graph graph() {
        return graph;
    }

    int size() {
        return calls.length;
    }

    List<Node> calls() {
        return Collections.unmodifiableList(Arrays.asList(calls));
    }

    Node call(int number) {
        return calls[number];
    }

    /** The number of a call. */
    int number(Node call) {
        Integer number = numbers.get(call);
        if (number == null || number < 0) {
            throw new IllegalArgumentException(call + " is no call of this graph");
        }
        return number;
    }

    /** The distinct nodes that {@code call} reads, in reading order: numbers of calls, or what {@link #other} knows. */
    int[] reads(int call) {
        return reads[call];
    }

    /** The input or weight behind a number below zero. */
    Node other(int read) {
        return others.get(-read - 1);
    }

    /** Numbers of the distinct calls that {@code call} reads. */
    int[] producers(int call) {
        return producers[call];
    }

    /** Numbers of the calls that read {@code call}, ascending. */
    int[] users(int call) {
        return users[call];
    }
}
