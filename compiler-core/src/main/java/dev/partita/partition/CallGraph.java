package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
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
            producers[call] = calls.get(call).inputs().stream().filter(Node::isCall).mapToInt(numbers::get).toArray();
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
