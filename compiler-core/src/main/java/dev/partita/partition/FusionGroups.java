package dev.partita.partition;

import dev.partita.ir.Value;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Calls that must not be separated because something other than a single tensor flows between them: a size, or several
 * results at once.
 *
 * <p>A group starts at a supported call whose value is no tensor. It takes in all readers of such calls, all producers
 * that are no tensors, and every call on a path between two members. A group with an unsupported member is given up.
 */
final class FusionGroups {

    private static final int NONE = -1;

    private final CallGraph graph;
    private final int[] groupOf;
    private int count;

    private FusionGroups(CallGraph graph) {
        this.graph = graph;
        this.groupOf = new int[graph.size()];
        Arrays.fill(groupOf, NONE);
    }

    static FusionGroups none(CallGraph graph) {
        return new FusionGroups(graph);
    }

    static FusionGroups find(CallGraph graph, BitSet supported) {
        FusionGroups groups = new FusionGroups(graph);
        BitSet candidates = (BitSet) supported.clone();
        for (int call = candidates.nextSetBit(0); call >= 0; call = candidates.nextSetBit(call + 1)) {
            if (groups.groupOf[call] == NONE && !groups.yieldsTensor(call)) {
                BitSet members = groups.grow(call);
                if (isSubset(members, candidates)) {
                    int group = groups.count++;
                    members.stream().forEach(member -> groups.groupOf[member] = group);
                } else {
                    candidates.andNot(members);
                }
            }
        }
        return groups;
    }

    int count() {
        return count;
    }

    /** The number of the group that {@code call} belongs to, or -1. */
    int groupOf(int call) {
        return groupOf[call];
    }

    private BitSet grow(int seed) {
        BitSet members = new BitSet(graph.size());
        BitSet unprocessed = new BitSet(graph.size());
        members.set(seed);
        unprocessed.set(seed);
        while (!unprocessed.isEmpty()) {
            for (int call = unprocessed.nextSetBit(0); call >= 0; call = unprocessed.nextSetBit(0)) {
                unprocessed.clear(call);
                if (!yieldsTensor(call)) {
                    for (int user : graph.users(call)) {
                        add(user, members, unprocessed);
                    }
                }
                for (int producer : graph.producers(call)) {
                    if (!yieldsTensor(producer)) {
                        add(producer, members, unprocessed);
                    }
                }
            }
            addCallsInBetween(members, unprocessed);
        }
        return members;
    }

    /** Members reached from other members through calls outside would make a cycle of the group. */
    private void addCallsInBetween(BitSet members, BitSet unprocessed) {
        int first = members.nextSetBit(0);
        int last = members.length() - 1;
        BitSet after = new BitSet();
        for (int call = first + 1; call < last; call++) {
            for (int producer : graph.producers(call)) {
                if (producer >= first && (members.get(producer) || after.get(producer))) {
                    after.set(call);
                    break;
                }
            }
        }
        BitSet before = new BitSet();
        for (int call = last - 1; call > first; call--) {
            for (int user : graph.users(call)) {
                if (members.get(user) || before.get(user)) {
                    before.set(call);
                    break;
                }
            }
        }
        after.and(before);
        after.stream().forEach(call -> add(call, members, unprocessed));
    }

    private boolean yieldsTensor(int call) {
        return graph.call(call).value() instanceof Value.Tensor;
    }

    private static void add(int call, BitSet members, BitSet unprocessed) {
        if (!members.get(call)) {
            members.set(call);
            unprocessed.set(call);
        }
    }

    private static boolean isSubset(BitSet inner, BitSet outer) {
        BitSet rest = (BitSet) inner.clone();
        rest.andNot(outer);
        return rest.isEmpty();
    }
}
