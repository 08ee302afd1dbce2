package dev.partita.partition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Which calls may be placed next: those whose dependencies are all placed. Members of a fusion group wait for everything
 * that any member needs from outside; readers of a group wait for all of it. Each dependency is visited once.
 */
final class Readiness {

    /** Shared by all calls for which no group waits; never changed. */
    private static final BitSet NO_GROUPS = new BitSet();

    private final CallGraph graph;
    private final FusionGroups groups;

    /** For each call, how many things it still waits for. */
    private final int[] waitingFor;

    /** For each group, how many things outside its members still wait for. */
    private final int[] gate;

    private final int[] unplacedMembers;
    private final List<List<Integer>> members = new ArrayList<>();
    private final List<BitSet> groupsWaitingForCall = new ArrayList<>();
    private final List<List<Integer>> callsWaitingForGroup = new ArrayList<>();
    private final List<BitSet> groupsWaitingForGroup = new ArrayList<>();

    Readiness(CallGraph graph, FusionGroups groups) {
        this.graph = graph;
        this.groups = groups;
        this.waitingFor = new int[graph.size()];
        this.gate = new int[groups.count()];
        this.unplacedMembers = new int[groups.count()];
        for (int group = 0; group < groups.count(); group++) {
            members.add(new ArrayList<>());
            callsWaitingForGroup.add(new ArrayList<>());
            groupsWaitingForGroup.add(new BitSet());
        }
        for (int call = 0; call < graph.size(); call++) {
            groupsWaitingForCall.add(NO_GROUPS);
        }
        for (int call = 0; call < graph.size(); call++) {
            register(call);
        }
        for (int group = 0; group < groups.count(); group++) {
            if (gate[group] > 0) {
                members.get(group).forEach(member -> waitingFor[member]++);
            }
        }
    }

    private void register(int call) {
        int own = groups.groupOf(call);
        if (own >= 0) {
            members.get(own).add(call);
            unplacedMembers[own]++;
        }
        BitSet foreignGroups = NO_GROUPS;
        for (int producer : graph.producers(call)) {
            int foreign = groups.groupOf(producer);
            if (own >= 0 && foreign == own) {
                waitingFor[call]++;
            } else if (foreign >= 0) {
                foreignGroups = foreignGroups == NO_GROUPS ? new BitSet() : foreignGroups;
                foreignGroups.set(foreign);
            } else if (own >= 0) {
                waitWithGroup(own, producer);
            } else {
                waitingFor[call]++;
            }
        }
        for (int foreign = foreignGroups.nextSetBit(0); foreign >= 0; foreign = foreignGroups.nextSetBit(foreign + 1)) {
            if (own < 0) {
                waitingFor[call]++;
                callsWaitingForGroup.get(foreign).add(call);
            } else if (!groupsWaitingForGroup.get(foreign).get(own)) {
                groupsWaitingForGroup.get(foreign).set(own);
                gate[own]++;
            }
        }
    }

    private void waitWithGroup(int group, int producer) {
        if (groupsWaitingForCall.get(producer) == NO_GROUPS) {
            groupsWaitingForCall.set(producer, new BitSet());
        }
        if (!groupsWaitingForCall.get(producer).get(group)) {
            groupsWaitingForCall.get(producer).set(group);
            gate[group]++;
        }
    }

    boolean isReady(int call) {
        return waitingFor[call] == 0;
    }

    /** Records that {@code call} is placed and reports each call that became ready by it. */
    void place(int call, IntConsumer becameReady) {
        int own = groups.groupOf(call);
        for (int user : graph.users(call)) {
            int userGroup = groups.groupOf(user);
            if (own >= 0 ? userGroup == own : userGroup < 0) {
                release(user, becameReady);
            }
        }
        BitSet waiting = groupsWaitingForCall.get(call);
        for (int group = waiting.nextSetBit(0); group >= 0; group = waiting.nextSetBit(group + 1)) {
            open(group, becameReady);
        }
        if (own >= 0 && --unplacedMembers[own] == 0) {
            callsWaitingForGroup.get(own).forEach(user -> release(user, becameReady));
            groupsWaitingForGroup.get(own).stream().forEach(group -> open(group, becameReady));
        }
    }

    private void open(int group, IntConsumer becameReady) {
        if (--gate[group] == 0) {
            members.get(group).forEach(member -> release(member, becameReady));
        }
    }

    private void release(int call, IntConsumer becameReady) {
        if (--waitingFor[call] == 0) {
            becameReady.accept(call);
        }
    }
}
