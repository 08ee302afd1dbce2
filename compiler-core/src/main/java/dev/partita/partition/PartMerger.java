package dev.partita.partition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges supported nodes to parts, as torch.fx's capability-based partitioner does, the order of merges included: which
 * parts result depends on it. There each new part is tried with all others, and without one the oldest part is, at every
 * node; two parts merge unless something between them would need the merged part and be needed by it.
 *
 * <p>Here all parts that a new node cannot join are found at once, from the parts that lie downstream of its readers
 * ({@link Downstream}). Two older parts that could not merge cannot merge later either, unless one of them is merged with
 * a third or becomes another in torch.fx's eyes; only then are they tried again ({@link Part#untried}). So the work grows
 * with nodes times parts by 64, and with the square of the parts.
 */
final class PartMerger {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final List<Node> nodes;
    private final int[][] users;
    private final @Nullable Part[] partOf;
    private final DownstreamParts downstream;

    /** By place; where a part was merged away, the one that stands there no longer is alive. */
    private final List<Part> parts = new ArrayList<>();

    private final BitSet alive = new BitSet();
    private int created;

    PartMerger(Graph graph, Predicate<Node> supported) {
        nodes = graph.nodes();
        users = users(nodes);
        partOf = new Part[nodes.size()];
        downstream = new DownstreamParts(nodes.size());
        for (int node = nodes.size() - 1; node >= 0; node--) {
            if (supported.test(nodes.get(node))) {
                place(node);
            } else if (!alive.isEmpty()) {
                mergeWithLater(parts.get(alive.nextSetBit(0)), alive.nextSetBit(0));
            }
            downstream.add(node, users[node], partOf);
        }
        moveGetitems();
    }

    private static int[][] users(List<Node> nodes) {
        Map<Node, Integer> numbers = HashMap.newHashMap(nodes.size());
        for (Node node : nodes) {
            numbers.put(node, numbers.size());
        }
        int[][] users = new int[nodes.size()][];
        for (int node = 0; node < users.length; node++) {
            users[node] = nodes.get(node).users().stream().mapToInt(numbers::get).toArray();
        }
        return users;
    }

    /** The parts in order of creation; members in graph order, moved getitems behind them; then sorted to run. */
    List<List<Node>> parts() {
        Map<Part, List<Node>> members = new LinkedHashMap<>();
        alive.stream().mapToObj(parts::get)
                .sorted(Comparator.comparingInt(part -> part.id))
                .forEach(part -> members.put(part, new ArrayList<>()));
        for (int node = 0; node < partOf.length; node++) {
            Part part = partOf[node];
            if (part != null && !part.moved.contains(node)) {
                members.get(part).add(nodes.get(node));
            }
        }
        members.forEach((part, list) -> part.moved.forEach(node -> list.add(nodes.get(node))));
        return members.values().stream().filter(list -> !list.isEmpty()).map(RunnableOrder::of).toList();
    }

    /** Makes the node a part of its own, which joins the oldest part that it can, and that one all that it can. */
    private void place(int node) {
        Part fresh = new Part(created++);
        fresh.members.add(node);
        for (int user : users[node]) {
            fresh.readers.add(user);
            Part part = partOf[user];
            if (part != null) {
                fresh.reaches.set(part.place);
                fresh.reaches.or(part.reaches);
            }
        }
        partOf[node] = fresh;
        BitSet candidates = candidates(node);
        for (int place = candidates.nextSetBit(0); place >= 0; place = candidates.nextSetBit(place + 1)) {
            Part other = parts.get(place);
            if (!leadsBackToItself(other)) {
                mergeWithLater(join(fresh, node, other), place);
                return;
            }
        }
        fresh.place = parts.size();
        parts.add(fresh);
        alive.set(fresh.place);
    }

    /** Parts to which no reader of the node leads, other than one inside. */
    private BitSet candidates(int node) {
        BitSet places = new BitSet(parts.size());
        for (int user : users[node]) {
            Part part = partOf[user];
            boolean reachedByAnother = part == null || places.get(part.place);
            downstream.of(user).addTo(places);
            if (!reachedByAnother) {
                places.clear(part.place);
            }
        }
        places.flip(0, parts.size());
        places.and(alive);
        return places;
    }

    /** Whether steps outside lie between the part and itself; seldom, but torch.fx lets it happen. */
    private boolean leadsBackToItself(Part part) {
        List<Integer> readers = part.readers;
        while (part.harmless < readers.size()) {
            int reader = readers.get(part.harmless);
            if (partOf[reader] == part) {
                readers.set(part.harmless, readers.getLast());
                readers.removeLast();
            } else if (downstream.of(reader).meets(part)) {
                return true;
            } else {
                part.harmless++;
            }
        }
        return false;
    }

    private Part join(Part fresh, int node, Part other) {
        return other.size() > 1 ? takeIn(other, fresh, node) : replace(other, fresh);
    }

    private Part takeIn(Part part, Part fresh, int node) {
        partOf[node] = part;
        part.members.add(node);
        part.readers.addAll(fresh.readers);
        reach(part, fresh.reaches);
        return part;
    }

    /** Of two single nodes the new one is the part that stays, and what reached the other one is forgotten. */
    private Part replace(Part other, Part fresh) {
        int place = other.place;
        fresh.place = place;
        parts.set(place, fresh);
        partOf[other.members.getFirst()] = fresh;
        fresh.members.addAll(other.members);
        fresh.readers.addAll(other.readers);
        BitSet more = (BitSet) fresh.reaches.clone();
        fresh.reaches.clear();
        fresh.reaches.or(other.reaches);
        alive.stream().forEach(each -> parts.get(each).reaches.clear(place));
        more.clear(place);
        fresh.untried.or(other.untried);
        if (downstream.forget(place)) {
            tryAllAgain(fresh);
        }
        reach(fresh, more);
        return fresh;
    }

    private void reach(Part part, BitSet places) {
        BitSet more = (BitSet) places.clone();
        more.andNot(part.reaches);
        if (!more.isEmpty()) {
            part.reaches.or(more);
            downstream.reachMore(part, more);
            more.stream().forEach(place -> parts.get(place).harmless = 0);
        }
    }

    private void tryAllAgain(Part part) {
        part.untried.or(alive);
        part.untried.clear(part.place);
        alive.stream().filter(place -> place != part.place).forEach(place -> parts.get(place).untried.set(part.place));
    }

    /** Merges the part with each one behind {@code place} that it can be merged with. */
    private void mergeWithLater(Part part, int place) {
        Part self = part;
        for (int next = self.untried.nextSetBit(place + 1); next >= 0; next = self.untried.nextSetBit(next + 1)) {
            Part other = parts.get(next);
            if (!alive.get(next)) {
                self.untried.clear(next);
            } else if (leadsBack(self, other) || leadsBack(other, self)) {
                self.untried.clear(next);
                other.untried.clear(self.place);
            } else {
                self = merge(self, other);
            }
        }
    }

    /** Whether something that reads {@code from} would be needed by the merged part, so that it could never start. */
    private boolean leadsBack(Part from, Part other) {
        for (int reader : from.readers) {
            Part part = partOf[reader];
            if (part != from && part != other
                    && (downstream.of(reader).meets(from) || downstream.of(reader).meets(other))) {
                return true;
            }
        }
        return false;
    }

    private Part merge(Part self, Part other) {
        Part larger = self.size() < other.size() ? other : self;
        Part smaller = larger == self ? other : self;
        int largerPlace = larger.place;
        int smallerPlace = smaller.place;
        smaller.members.forEach(member -> partOf[member] = larger);
        larger.members.addAll(smaller.members);
        larger.readers.addAll(smaller.readers);
        larger.reaches.or(smaller.reaches);
        larger.place = Math.min(largerPlace, smallerPlace);
        parts.set(larger.place, larger);
        alive.clear(Math.max(largerPlace, smallerPlace));
        for (int place = alive.nextSetBit(0); place >= 0; place = alive.nextSetBit(place + 1)) {
            Part part = parts.get(place);
            boolean reached = part.reaches.get(largerPlace);
            part.reaches.clear(largerPlace);
            part.reaches.clear(smallerPlace);
            part.reaches.set(larger.place, reached);
            part.harmless = 0;
        }
        downstream.merge(larger, largerPlace, smallerPlace);
        tryAllAgain(larger);
        return larger;
    }

    /** A getitem runs where its producer does, if all readers of the producer are getitems. */
    private void moveGetitems() {
        Map<Integer, @Nullable Part> moves = new LinkedHashMap<>();
        do {
            moves.clear();
            for (int node = 0; node < users.length; node++) {
                if (areGetitems(users[node])) {
                    for (int getitem : users[node]) {
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

    private void move(int node, @Nullable Part home) {
        Part previous = partOf[node];
        if (previous != null) {
            previous.moved.remove(node);
        }
        partOf[node] = home;
        if (home != null) {
            home.moved.add(node);
        }
    }
}
