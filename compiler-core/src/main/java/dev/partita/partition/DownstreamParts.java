package dev.partita.partition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies downstream of each node, kept up to date while parts merge. Nodes are added from the last to the first, so
 * that everything downstream of a node is there before it.
 */
final class DownstreamParts {

    private final Downstream[] byNode;
    private final List<Downstream> distinct = new ArrayList<>();

    DownstreamParts(int nodes) {
        byNode = new Downstream[nodes];
    }

    Downstream of(int node) {
        return byNode[node];
    }

    void add(int node, int[] users, @Nullable Part[] partOf) {
        Downstream all = Downstream.NOTHING;
        for (int user : users) {
            all = union(all, extended(byNode[user], partOf[user]));
        }
        byNode[node] = all;
    }

    private Downstream extended(Downstream shorter, @Nullable Part part) {
        if (part == null || shorter.parts.get(part.place)) {
            return shorter;
        }
        Downstream known = shorter.extendedBy(part.place);
        if (known != null) {
            return known;
        }
        Downstream longer = made((BitSet) shorter.parts.clone(), (BitSet) shorter.beyond.clone());
        longer.parts.set(part.place);
        longer.beyond.or(part.reaches);
        longer.beyond.andNot(longer.parts);
        shorter.remember(part.place, longer);
        return longer;
    }

    private Downstream union(Downstream one, Downstream other) {
        if (one.includes(other)) {
            return one;
        }
        if (other.includes(one)) {
            return other;
        }
        Downstream both = made((BitSet) one.parts.clone(), (BitSet) one.beyond.clone());
        both.parts.or(other.parts);
        both.beyond.or(other.beyond);
        both.beyond.andNot(both.parts);
        return both;
    }

    private Downstream made(BitSet parts, BitSet beyond) {
        Downstream made = new Downstream(parts, beyond);
        distinct.add(made);
        return made;
    }

    /** The part now reaches {@code more}, and so does what it lies downstream of. */
    void reachMore(Part part, BitSet more) {
        for (Downstream downstream : distinct) {
            if (downstream.parts.get(part.place)) {
                downstream.beyond.or(more);
                downstream.beyond.andNot(downstream.parts);
            }
        }
    }

    /** Nothing is said to reach the part at {@code place} any more; returns whether something was. */
    boolean forget(int place) {
        boolean known = false;
        for (Downstream downstream : distinct) {
            known |= downstream.beyond.get(place);
            downstream.beyond.clear(place);
        }
        return known;
    }

    /** Two parts became one: {@code larger}, which has its final place and reaches, was at {@code largerPlace} before. */
    void merge(Part larger, int largerPlace, int smallerPlace) {
        for (Downstream downstream : distinct) {
            boolean inside = downstream.parts.get(largerPlace) || downstream.parts.get(smallerPlace);
            boolean beyond = downstream.beyond.get(largerPlace);
            downstream.parts.clear(largerPlace);
            downstream.parts.clear(smallerPlace);
            downstream.parts.set(larger.place, inside);
            downstream.beyond.clear(largerPlace);
            downstream.beyond.clear(smallerPlace);
            downstream.beyond.set(larger.place, beyond);
            if (inside) {
                downstream.beyond.or(larger.reaches);
                downstream.beyond.andNot(downstream.parts);
            }
        }
    }
}
