package dev.partita.partition;

import dev.partita.ir.Node;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether some nodes lead to others. Keeps the set of all nodes downstream of each node as long as that fits into
 * memory (a bit per pair); searches anew each time in larger graphs.
 */
final class Downstream {

    /** 20,000 nodes take 50 MB. */
    private static final int LARGEST_KEPT = 20_000;

    private final int[][] users;
    private final BitSet @Nullable [] kept;

    Downstream(List<Node> nodes, Map<Node, Integer> numbers) {
        users = new int[nodes.size()][];
        for (int number = 0; number < users.length; number++) {
            users[number] = nodes.get(number).users().stream().mapToInt(numbers::get).toArray();
        }
        kept = users.length <= LARGEST_KEPT ? closure(users) : null;
    }

    private static BitSet[] closure(int[][] users) {
        BitSet[] closure = new BitSet[users.length];
        for (int number = users.length - 1; number >= 0; number--) {
            BitSet reached = new BitSet(users.length);
            for (int user : users[number]) {
                reached.set(user);
                reached.or(closure[user]);
            }
            closure[number] = reached;
        }
        return closure;
    }

    /** Whether a node that directly or indirectly reads {@code start} is among {@code targets}. */
    boolean meets(int start, BitSet targets) {
        return kept == null ? search(start, targets) : kept[start].intersects(targets);
    }

    private boolean search(int start, BitSet targets) {
        int last = targets.length() - 1;
        BitSet reached = new BitSet(users.length);
        for (int user : users[start]) {
            reached.set(user);
        }
        // Readers come after what they read, so one ascending walk visits everything that can lead to a target.
        for (int number = reached.nextSetBit(0); number >= 0 && number <= last; number = reached.nextSetBit(number + 1)) {
            if (targets.get(number)) {
                return true;
            }
            for (int user : users[number]) {
                reached.set(user);
            }
        }
        return false;
    }
}
