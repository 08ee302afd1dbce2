package dev.partita.partition;

import dev.partita.ir.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Sorts nodes so that each stands after what it reads, and otherwise as they were. */
final class RunnableOrder {

    private RunnableOrder() {}

    static List<Node> of(List<Node> nodes) {
        Map<Node, Integer> positions = HashMap.newHashMap(nodes.size());
        nodes.forEach(node -> positions.put(node, positions.size()));
        int[] waitingFor = new int[nodes.size()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int position = 0; position < nodes.size(); position++) {
            waitingFor[position] = (int) nodes.get(position).inputs().stream().filter(positions::containsKey).count();
            if (waitingFor[position] == 0) {
                ready.add(position);
            }
        }
        List<Node> sorted = new ArrayList<>(nodes.size());
        while (!ready.isEmpty()) {
            Node node = nodes.get(ready.remove());
            sorted.add(node);
            for (Node user : node.users()) {
                Integer position = positions.get(user);
                if (position != null && --waitingFor[position] == 0) {
                    ready.add(position);
                }
            }
        }
        return sorted;
    }
}
