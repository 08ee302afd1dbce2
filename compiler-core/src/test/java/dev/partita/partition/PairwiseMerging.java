package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The merging of torch.fx's capability-based partitioner, word by word: every pair that it tries is tried, every question
 * is answered by a search. Slow and plain, to compare {@link PartAssignment} with.
 */
final class PairwiseMerging {

    private final List<Node> nodes;
    private final Map<Node, Set<Node>> downstream = new HashMap<>();
    private final Map<Node, Integer> assignment = new HashMap<>();
    private final Map<Integer, Set<Node>> members = new LinkedHashMap<>();
    private final Map<Integer, Set<Node>> readers = new HashMap<>();
    private final Map<Integer, Set<Integer>> reaches = new HashMap<>();
    private final Map<Integer, Integer> order = new LinkedHashMap<>();

    PairwiseMerging(Graph graph, Predicate<Node> supported) {
        nodes = graph.nodes();
        for (Node node : nodes.reversed()) {
            Set<Node> reached = new HashSet<>();
            node.users().forEach(user -> {
                reached.add(user);
                reached.addAll(downstream.get(user));
            });
            downstream.put(node, reached);
        }
        int created = 0;
        for (Node node : nodes.reversed()) {
            List<Integer> candidates = new ArrayList<>();
            if (supported.test(node)) {
                start(node, created);
                candidates.add(created++);
            }
            order.entrySet().stream().sorted(Comparator.comparingInt(Map.Entry::getValue)).map(Map.Entry::getKey)
                    .filter(part -> !candidates.contains(part)).forEach(candidates::add);
            if (!candidates.isEmpty()) {
                int self = candidates.getFirst();
                for (int other : candidates.subList(1, candidates.size())) {
                    self = merge(self, other);
                }
            }
        }
    }

    /** In order of creation, each in graph order. */
    List<List<Node>> parts() {
        return members.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(part -> nodes.stream().filter(part.getValue()::contains).toList())
                .toList();
    }

    private void start(Node node, int part) {
        members.put(part, new HashSet<>(Set.of(node)));
        readers.put(part, new HashSet<>(node.users()));
        reaches.put(part, new HashSet<>());
        order.put(part, part);
        assignment.put(node, part);
        for (Node user : node.users()) {
            Integer target = assignment.get(user);
            if (target != null) {
                reaches.get(part).add(target);
                reaches.get(part).addAll(reaches.get(target));
            }
        }
    }

    private int merge(int self, int other) {
        Set<Node> outside = new HashSet<>(readers.get(self));
        outside.addAll(readers.get(other));
        outside.removeAll(members.get(self));
        outside.removeAll(members.get(other));
        for (Node reader : outside) {
            for (Node reached : downstream.get(reader)) {
                Integer part = assignment.get(reached);
                if (part != null && (part == self || part == other
                        || reaches.get(part).contains(self) || reaches.get(part).contains(other))) {
                    return self;
                }
            }
        }
        int kept = members.get(self).size() < members.get(other).size() ? other : self;
        int removed = kept == self ? other : self;
        members.get(removed).forEach(node -> assignment.put(node, kept));
        members.get(kept).addAll(members.remove(removed));
        readers.put(kept, outside);
        readers.remove(removed);
        order.merge(kept, order.remove(removed), Math::min);
        reaches.get(kept).addAll(reaches.remove(removed));
        return kept;
    }
}
