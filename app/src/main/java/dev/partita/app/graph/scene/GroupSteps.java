package dev.partita.app.graph.scene;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.Wire;
import java.util.Arrays;

/** How many steps deep each group is: boxes of it that depend on each other count one by one, those side by side once. */
final class GroupSteps {

    private final int[] steps;

    GroupSteps(GraphModel model) {
        int[] depth = depths(model);
        steps = new int[model.groups().size()];
        int[] deepest = new int[steps.length];
        Arrays.fill(deepest, -1);
        for (int box : inOrder(depth)) {
            for (int group = model.boxes().get(box).group(); group >= 0; group = model.groups().get(group).parent()) {
                steps[group] += deepest[group] < depth[box] ? 1 : 0;
                deepest[group] = depth[box];
            }
        }
    }

    int of(int group) {
        return steps[group];
    }

    /** The longest way that leads to each box. Boxes are in an order in which they can run, so one look at each does. */
    private static int[] depths(GraphModel model) {
        int[] depth = new int[model.boxes().size()];
        Wire[] wires = model.wires().toArray(Wire[]::new);
        Arrays.sort(wires, (a, b) -> Integer.compare(a.to(), b.to()));
        for (Wire wire : wires) {
            depth[wire.to()] = Math.max(depth[wire.to()], depth[wire.from()] + 1);
        }
        return depth;
    }

    /** Boxes by ascending depth. */
    private static int[] inOrder(int... depth) {
        int[] start = new int[depth.length + 1];
        for (int at : depth) {
            start[at + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        int[] order = new int[depth.length];
        for (int box = 0; box < depth.length; box++) {
            order[start[depth[box]]++] = box;
        }
        return order;
    }
}
