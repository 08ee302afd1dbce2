package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls of a graph by number, in graph order, with who reads whom; inputs, weights and the output are left out. */
final class CallGraph {

    private final List<Node> calls;
    private final int[][] producers;
    private final int[][] users;

    private CallGraph(List<Node> calls, int[][] producers, int[][] users) {
        this.calls = calls;
        this.producers = producers;
        this.users = users;
    }

    static CallGraph of(Graph graph) {
        List<Node> calls = graph.nodes().stream().filter(Node::isCall).toList();
        Map<Node, Integer> numbers = HashMap.newHashMap(calls.size());
        for (int call = 0; call < calls.size(); call++) {
            numbers.put(calls.get(call), call);
        }
        int[][] producers = new int[calls.size()][];
        int[] userCounts = new int[calls.size()];
        for (int call = 0; call < calls.size(); call++) {
            producers[call] = producers(calls.get(call), numbers);
            for (int producer : producers[call]) {
                userCounts[producer]++;
            }
        }
        int[][] users = new int[calls.size()][];
        Arrays.setAll(users, call -> new int[userCounts[call]]);
        for (int call = calls.size() - 1; call >= 0; call--) {
            for (int producer : producers[call]) {
                users[producer][--userCounts[producer]] = call;
            }
        }
        return new CallGraph(calls, producers, users);
    }

    /** Distinct and in reading order; calls read few others, so a look back is cheaper than a set. */
    private static int[] producers(Node call, Map<Node, Integer> numbers) {
        int[] found = new int[4];
        int count = 0;
        List<Node> inputs = new ArrayList<>(4);
        call.forEachInput(inputs::add);
        for (Node input : inputs) {
            Integer number = numbers.get(input);
            if (number != null && !contains(found, count, number)) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = number;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static boolean contains(int[] numbers, int count, int wanted) {
        for (int i = 0; i < count; i++) {
            if (numbers[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return calls.size();
    }

    Node call(int number) {
        return calls.get(number);
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
