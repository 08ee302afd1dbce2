package dev.partita.lowering.decomposition;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Removes nodes that nobody reads and that do nothing else, as {@code Graph.eliminate_dead_code} does. */
public final class DeadCode {

    /** Stands for the checks that {@code ExportedProgram.module()} puts behind the inputs, which it reads. */
    public static final OpName GUARDS = OpName.of("_guards_fn");

    private static final Set<String> SIDE_EFFECTS = Set.of(
            "aten._assert_async", "aten._assert_scalar", "aten._assert_tensor_metadata", "aten.sym_constrain_range",
            "aten.sym_constrain_range_for_size", "aten._linalg_check_errors", GUARDS.packet());

    private DeadCode() {}

    /** Removes what neither the output nor {@code alsoUsed} needs; returns the number of removed nodes. */
    public static int remove(Graph graph, Collection<Node> alsoUsed) {
        return remove(graph, alsoUsed, DeadCode::isImpure);
    }

    /**
     * The same after re-tracing, where unread random numbers go, too: torch draws them although nobody reads them, but
     * while it traces a program for a compiler it takes the state of its generator for nobody's concern.
     */
    static void removeTraced(Graph graph, Collection<Node> alsoUsed) {
        remove(graph, alsoUsed, DeadCode::hasSideEffects);
    }

    private static int remove(Graph graph, Collection<Node> alsoUsed, Predicate<Node> impure) {
        Set<Node> kept = new HashSet<>(alsoUsed);
        return remove(graph, node -> !kept.contains(node) && !impure.test(node));
    }

    /** Removes the unread nodes that are {@code dead}, and then those that only they read. */
    public static int remove(Graph graph, Predicate<Node> dead) {
        Deque<Node> unread = new ArrayDeque<>(graph.unreadNodes());
        int removed = 0;
        while (!unread.isEmpty()) {
            Node node = unread.removeLast();
            if (dead.test(node)) {
                Collection<Node> inputs = node.inputs();
                graph.erase(node);
                removed++;
                for (Node input : inputs) {
                    if (input.users().isEmpty()) {
                        unread.addLast(input);
                    }
                }
            }
        }
        return removed;
    }

    /** Whether the node matters even when nobody reads it. */
    private static boolean isImpure(Node node) {
        return hasSideEffects(node) || declares(node, schema -> schema.is(OpSchema.Flag.SEEDED));
    }

    private static boolean hasSideEffects(Node node) {
        if (node.kind() == NodeKind.PLACEHOLDER || node.kind() == NodeKind.OUTPUT) {
            return true;
        }
        if (!node.isCall()) {
            return false;
        }
        if (SIDE_EFFECTS.contains(node.op().packet())) {
            return true;
        }
        return declares(node, OpSchema::mutates);
    }

    private static boolean declares(Node node, Predicate<OpSchema> trait) {
        return node.isCall() && OpSchemas.standard().find(node.op()).filter(trait).isPresent();
    }
}
