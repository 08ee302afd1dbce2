package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges supported nodes to parts, as torch.fx's capability-based partitioner does, the order of merges included: which
 * parts result depends on it.
 */
final class PartMerger {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final List<Node> nodes;
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final Downstream downstream;
    private final @Nullable Part[] partOf;
    private final Map<Integer, Part> parts = new LinkedHashMap<>();

    private int created;

    PartMerger(Graph graph, Predicate<Node> supported) {
        nodes = graph.nodes();
        for (Node node : nodes) {
            numbers.put(node, numbers.size());
        }
        downstream = new Downstream(nodes, numbers);
        partOf = new Part[nodes.size()];
        for (int number = nodes.size() - 1; number >= 0; number--) {
            merge(supported.test(nodes.get(number)) ? start(number) : null);
        }
        moveGetitems();
    }

    /** Nodes that will run as one. */
    private static final class Part {
        final int id;
        final BitSet members = new BitSet();

        /** Nodes outside that read a member. */
        final BitSet readers = new BitSet();

        /** Ids of parts that read this one, directly or not. Ids of parts that were merged away since stay in it. */
        final BitSet reaches = new BitSet();

        /** Members taken in after all merging, behind the others. */
        final Set<Integer> moved = new LinkedHashSet<>();

        /** Ids of parts with which this one cannot be merged; true until two parts are merged that both existed before. */
        final BitSet incompatible = new BitSet();

        int size;
        int order;

        Part(int id) {
            this.id = id;
            this.order = id;
        }
    }

    /** The parts in order of creation; members in graph order, moved getitems behind them; then sorted to run. */
    List<List<Node>> parts() {
        List<List<Node>> result = new ArrayList<>();
        for (Part part : parts.values()) {
            if (!part.members.isEmpty()) {
                List<Node> members = new ArrayList<>();
                part.members.stream().filter(number -> !part.moved.contains(number)).mapToObj(nodes::get).forEach(members::add);
                part.moved.forEach(number -> members.add(nodes.get(number)));
                result.add(RunnableOrder.of(members));
            }
        }
        return result;
    }

    private Part start(int number) {
        Part part = new Part(created++);
        part.members.set(number);
        part.size = 1;
        for (Node user : nodes.get(number).users()) {
            int reader = numberOf(user);
            part.readers.set(reader);
            Part target = partOf[reader];
            if (target != null) {
                part.reaches.set(target.id);
                part.reaches.or(target.reaches);
            }
        }
        partOf[number] = part;
        parts.put(part.id, part);
        return part;
    }

    /** Tries to merge the new part, or the oldest one when there is none, with all others in turn. */
    private void merge(@Nullable Part fresh) {
        if (parts.size() < 2) {
            return;
        }
        List<Part> candidates = new ArrayList<>(parts.values());
        candidates.sort(Comparator.comparingInt(part -> part.order));
        if (fresh != null) {
            candidates.remove(fresh);
            candidates.addFirst(fresh);
        }
        Part self = candidates.getFirst();
        for (Part other : candidates.subList(1, candidates.size())) {
            boolean old = self != fresh;
            Part merged = tryMerge(self, other);
            if (merged != null) {
                if (old) {
                    parts.values().forEach(part -> part.incompatible.clear());
                }
                self = merged;
                fresh = null;
            }
        }
    }

    private @Nullable Part tryMerge(Part self, Part other) {
        if (self.incompatible.get(other.id)) {
            return null;
        }
        if (comesBack(self, other) || comesBack(other, self) || comesBackThroughAnother(self, other)) {
            self.incompatible.set(other.id);
            other.incompatible.set(self.id);
            return null;
        }
        Part larger = self.size < other.size ? other : self;
        Part smaller = larger == self ? other : self;
        smaller.members.stream().forEach(member -> partOf[member] = larger);
        larger.members.or(smaller.members);
        larger.readers.or(smaller.readers);
        larger.readers.andNot(larger.members);
        larger.size += smaller.size;
        larger.order = Math.min(larger.order, smaller.order);
        larger.reaches.or(smaller.reaches);
        parts.remove(smaller.id);
        return larger;
    }

    /** Whether something that reads {@code from} would be needed by the merged part, so that it could never start. */
    private boolean comesBack(Part from, Part other) {
        for (int reader = from.readers.nextSetBit(0); reader >= 0; reader = from.readers.nextSetBit(reader + 1)) {
            if (!other.members.get(reader)
                    && (downstream.meets(reader, other.members) || downstream.meets(reader, from.members))) {
                return true;
            }
        }
        return false;
    }

    /** The same by way of a part that is one step, whichever of its members is reached. */
    private boolean comesBackThroughAnother(Part self, Part other) {
        for (Part part : parts.values()) {
            if ((part.reaches.get(self.id) || part.reaches.get(other.id))
                    && (leadsTo(part, self, other) || leadsTo(part, other, self))) {
                return true;
            }
        }
        return false;
    }

    private boolean leadsTo(Part part, Part from, Part other) {
        for (int reader = from.readers.nextSetBit(0); reader >= 0; reader = from.readers.nextSetBit(reader + 1)) {
            if (!other.members.get(reader) && downstream.meets(reader, part.members)) {
                return true;
            }
        }
        return false;
    }

    /** A getitem runs where its producer does, if all readers of the producer are getitems. */
    private void moveGetitems() {
        Map<Integer, @Nullable Part> moves = new LinkedHashMap<>();
        do {
            moves.clear();
            for (int number = 0; number < nodes.size(); number++) {
                Node node = nodes.get(number);
                if (node.users().stream().allMatch(user -> user.calls(GETITEM))) {
                    Part home = partOf[number];
                    for (Node user : node.users()) {
                        int getitem = numberOf(user);
                        if (partOf[getitem] != home) {
                            moves.put(getitem, home);
                        }
                    }
                }
            }
            moves.forEach(this::move);
        } while (!moves.isEmpty());
    }

    private void move(int number, @Nullable Part home) {
        Part previous = partOf[number];
        if (previous != null) {
            previous.members.clear(number);
            previous.moved.remove(number);
        }
        partOf[number] = home;
        if (home != null) {
            home.members.set(number);
            home.moved.add(number);
        }
    }

    private int numberOf(Node node) {
        Integer number = numbers.get(node);
        if (number == null) {
            throw new IllegalStateException(node + " does not belong to this graph");
        }
        return number;
    }
}
