package dev.partita.app.graph;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.Placements;
import dev.partita.app.graph.model.Wire;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/** Follows wires from boxes, against or along their direction. */
public final class Trace {

    /** Where a trace ends. */
    public enum Reach { ONE_STEP, SEGMENT, ALL }

    private Trace() {}

    /** The boxes that are reached, the first ones included. */
    public static Set<Integer> from(GraphModel model, Placements placements, Set<Integer> start, boolean downstream, Reach reach) {
        int[][] next = neighbours(model, downstream);
        Set<Integer> reached = new TreeSet<>(start);
        Deque<Integer> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            int box = open.poll();
            for (int neighbour : next[box]) {
                boolean inReach = reach != Reach.SEGMENT
                        || placements.of(neighbour).segment().equals(placements.of(box).segment());
                if (inReach && reached.add(neighbour) && reach != Reach.ONE_STEP) {
                    open.add(neighbour);
                }
            }
        }
        return reached;
    }

    /** The boxes up to so many wires away, in either direction, the first ones included. */
    public static Set<Integer> around(GraphModel model, Placements placements, Set<Integer> start, int hops) {
        Set<Integer> reached = new TreeSet<>(start);
        for (int hop = 0; hop < hops; hop++) {
            Set<Integer> further = from(model, placements, reached, true, Reach.ONE_STEP);
            further.addAll(from(model, placements, reached, false, Reach.ONE_STEP));
            if (further.equals(reached)) {
                break;
            }
            reached = further;
        }
        return reached;
    }

    private static int[][] neighbours(GraphModel model, boolean downstream) {
        int[] degree = new int[model.boxes().size()];
        for (Wire wire : model.wires()) {
            degree[downstream ? wire.from() : wire.to()]++;
        }
        int[][] next = new int[degree.length][];
        for (int box = 0; box < degree.length; box++) {
            next[box] = new int[degree[box]];
        }
        for (Wire wire : model.wires()) {
            int box = downstream ? wire.from() : wire.to();
            next[box][--degree[box]] = downstream ? wire.to() : wire.from();
        }
        return next;
    }
}
