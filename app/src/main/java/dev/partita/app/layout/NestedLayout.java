package dev.partita.app.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws a nested graph, each cluster for itself:
 *
 * <ol>
 *   <li>cut each wire where it crosses a border: a piece in each cluster on its way
 *   <li>lay out the clusters from the inside out; a laid-out cluster is a box with fixed ports for the next
 *   <li>place everything from the outside in
 *   <li>join the pieces of each wire
 * </ol>
 *
 * <p>What a cluster shows inside changes its size and nothing else for those around it, so ranks and orders outside an
 * expanded group stay as they were.
 */
public final class NestedLayout {

    private final LayoutOptions options;
    private final Insets insets;
    private final LayoutCache cache;

    public NestedLayout(LayoutOptions options, Insets insets, LayoutCache cache) {
        this.options = options;
        this.insets = insets;
        this.cache = cache;
    }

    /** Throws {@link java.util.concurrent.CancellationException} when the thread is interrupted. */
    public NestedDrawing arrange(NestedGraph graph) {
        return arrange(graph, 1);
    }

    /**
     * Wraps long levels, so that the graph makes about so many columns, those inside groups included. Throws
     * {@link java.util.concurrent.CancellationException} when the thread is interrupted.
     */
    public NestedDrawing arrange(NestedGraph graph, int columns) {
        ClusterLevel[] levels = new ClusterLevel[graph.items];
        for (int item = 0; item < graph.items; item++) {
            if (graph.cluster[item]) {
                levels[item] = new ClusterLevel();
            }
            if (item > 0) {
                levels[graph.parent[item]].add(item);
            }
        }
        List<int[]> pieces = new ArrayList<>(graph.wires);
        for (int wire = 0; wire < graph.wires; wire++) {
            pieces.add(cut(graph, levels, wire));
        }
        NestedDrawing result = new NestedDrawing(graph.items, graph.wires);
        Drawing[] drawings = layOut(graph, levels, result, ColumnLength.of(graph, columns));
        double[][] origin = place(graph, levels, drawings, result);
        for (int wire = 0; wire < graph.wires; wire++) {
            result.routes[wire] = join(pieces.get(wire), drawings, origin);
        }
        return result;
    }

    /** Pairs of cluster and piece number, from the source to the target. */
    private static int[] cut(NestedGraph graph, ClusterLevel[] levels, int wire) {
        int signal = graph.signal[wire];
        int from = graph.from[wire];
        int to = graph.to[wire];
        int fromDepth = depth(graph, from);
        int toDepth = depth(graph, to);
        List<Integer> leaving = new ArrayList<>();
        List<Integer> entering = new ArrayList<>();
        while (graph.parent[from] != graph.parent[to]) {
            if (fromDepth >= toDepth) {
                int around = graph.parent[from];
                leaving.add(around);
                leaving.add(levels[around].piece(from, ClusterLevel.PORT, signal));
                from = around;
                fromDepth--;
            } else {
                int around = graph.parent[to];
                entering.addFirst(levels[around].piece(ClusterLevel.PORT, to, signal));
                entering.addFirst(around);
                to = around;
                toDepth--;
            }
        }
        int around = graph.parent[from];
        leaving.add(around);
        leaving.add(levels[around].piece(from, to, signal));
        leaving.addAll(entering);
        return leaving.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int depth(NestedGraph graph, int item) {
        int depth = 0;
        for (int at = item; graph.parent[at] >= 0; at = graph.parent[at]) {
            depth++;
        }
        return depth;
    }

    private Drawing[] layOut(NestedGraph graph, ClusterLevel[] levels, NestedDrawing result, ColumnLength length) {
        boolean topDown = options.direction() == Direction.TOP_DOWN;
        Drawing[] drawings = new Drawing[graph.items];
        for (int item = graph.items - 1; item >= 0; item--) {
            result.width[item] = graph.width[item];
            result.height[item] = graph.height[item];
            if (!graph.cluster[item]) {
                continue;
            }
            Cancellation.check();
            BoxGraph level = levels[item].graph(graph, result, levels);
            drawings[item] = cache.drawing(level, options, ColumnCuts.of(level, length));
            Insets around = item == 0 ? new Insets(0, 0, 0) : insets;
            result.width[item] = Math.max(graph.width[item], drawings[item].width() + 2 * around.side());
            result.height[item] = Math.max(graph.height[item], drawings[item].height() + around.top() + around.bottom());
            double left = (result.width[item] - drawings[item].width()) / 2;
            levels[item].placePorts(drawings[item], topDown, topDown ? left : around.top());
        }
        return drawings;
    }

    /** Moves items to the common frame; returns where each cluster's own drawing starts there. */
    private double[][] place(NestedGraph graph, ClusterLevel[] levels, Drawing[] drawings, NestedDrawing result) {
        double[][] origin = new double[graph.items][2];
        for (int item = 0; item < graph.items; item++) {
            if (!graph.cluster[item]) {
                continue;
            }
            origin[item][0] = result.x[item] + (result.width[item] - drawings[item].width()) / 2;
            origin[item][1] = result.y[item] + (item == 0 ? 0 : insets.top());
            List<Integer> children = levels[item].children();
            for (int box = 0; box < children.size(); box++) {
                int child = children.get(box);
                result.x[child] = origin[item][0] + drawings[item].x(box);
                result.y[child] = origin[item][1] + drawings[item].y(box);
            }
        }
        return origin;
    }

    private static Route join(int[] pieces, Drawing[] drawings, double[][] origin) {
        Route.Joiner joiner = new Route.Joiner();
        for (int i = 0; i < pieces.length; i += 2) {
            int cluster = pieces[i];
            joiner.add(drawings[cluster].route(pieces[i + 1]), origin[cluster][0], origin[cluster][1]);
        }
        return joiner.route();
    }
}
