package dev.partita.lowering.decomposition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where extents that nothing computes show first: torch computes them right behind that result, once a call needs them. */
final class ExtentPlaces {

    private final Graph graph;
    private final Map<SymExpr, Node> firstSeen = new HashMap<>();

    /** By result, what was put behind it last: several extents of one result are computed in their order. */
    private final Map<Node, Node> placed = new IdentityHashMap<>();

    ExtentPlaces(Graph graph) {
        this.graph = graph;
    }

    void add(SymExpr extent, Node result) {
        firstSeen.putIfAbsent(extent, result);
    }

    /** The first result that has the extent. */
    Optional<Node> of(SymExpr extent) {
        return Optional.ofNullable(firstSeen.get(extent));
    }

    /** Puts the nodes that {@code write} makes behind the result; gives back the last of them. */
    Node writeBehind(Node result, Supplier<Node> write) {
        List<Node> written = new ArrayList<>();
        graph.insertingAfter(placed.getOrDefault(result, result), () -> written.add(write.get()));
        placed.put(result, written.getFirst());
        return written.getFirst();
    }

    /** The node is about to be removed. */
    void forget(Node node) {
        firstSeen.values().removeIf(result -> result == node);
        placed.remove(node);
        placed.values().removeIf(last -> last == node);
    }
}
