package dev.partita.app.layout;

import dev.partita.app.layout.BoxGraph.Anchor;

/**
 * Step 2. Gives each box a layer so that every edge leads to a later one: as early as possible, then constants, inputs
 * and boxes with more readers than inputs are pulled towards their readers, which makes the edges shorter.
 */
final class AssignRanks {

    private final BoxGraph graph;
    private final int[] from;
    private final int[] to;
    private final Adjacency out;
    private final Adjacency in;

    AssignRanks(BoxGraph graph, boolean[] turned) {
        this.graph = graph;
        from = new int[graph.edges];
        to = new int[graph.edges];
        for (int edge = 0; edge < graph.edges; edge++) {
            boolean loop = graph.source[edge] == graph.target[edge];
            from[edge] = loop ? -1 : turned[edge] ? graph.target[edge] : graph.source[edge];
            to[edge] = loop ? -1 : turned[edge] ? graph.source[edge] : graph.target[edge];
        }
        out = new Adjacency(graph.boxes, from);
        in = new Adjacency(graph.boxes, to);
    }

    int[] ranks() {
        int[] order = topologicalOrder();
        int[] rank = longestPaths(order);
        pullTowardsReaders(order, rank);
        anchor(rank);
        return rank;
    }

    private int[] topologicalOrder() {
        int[] missing = new int[graph.boxes];
        int[] order = new int[graph.boxes];
        int filled = 0;
        for (int box = 0; box < graph.boxes; box++) {
            missing[box] = in.degree(box);
            if (missing[box] == 0) {
                order[filled++] = box;
            }
        }
        for (int done = 0; done < filled; done++) {
            int box = order[done];
            for (int i = out.from(box); i < out.to(box); i++) {
                int reader = to[out.edge(i)];
                if (--missing[reader] == 0) {
                    order[filled++] = reader;
                }
            }
        }
        return order;
    }

    private int[] longestPaths(int[] order) {
        int[] rank = new int[graph.boxes];
        for (int box : order) {
            for (int i = out.from(box); i < out.to(box); i++) {
                int reader = to[out.edge(i)];
                rank[reader] = Math.max(rank[reader], rank[box] + 1);
            }
        }
        return rank;
    }

    private void pullTowardsReaders(int[] order, int[] rank) {
        boolean[] loose = looseBoxes(order);
        for (int k = order.length - 1; k >= 0; k--) {
            int box = order[k];
            if (out.degree(box) == 0 || !(loose[box] || out.degree(box) > in.degree(box))) {
                continue;
            }
            int latest = Integer.MAX_VALUE;
            for (int i = out.from(box); i < out.to(box); i++) {
                latest = Math.min(latest, rank[to[out.edge(i)]] - 1);
            }
            rank[box] = latest;
        }
    }

    /** Boxes that hang on nothing but boxes that can move along: inputs, constants and what is computed from them alone. */
    private boolean[] looseBoxes(int[] order) {
        boolean[] loose = new boolean[graph.boxes];
        for (int box : order) {
            boolean all = true;
            for (int i = in.from(box); i < in.to(box) && all; i++) {
                int input = from[in.edge(i)];
                all = loose[input] && out.degree(input) == 1;
            }
            loose[box] = all && graph.anchor[box] == Anchor.NONE;
        }
        return loose;
    }

    private void anchor(int[] rank) {
        boolean first = false;
        int earliest = Integer.MAX_VALUE;
        int latest = -1;
        for (int box = 0; box < graph.boxes; box++) {
            if (graph.anchor[box] == Anchor.FIRST) {
                first = true;
            } else if (graph.anchor[box] == Anchor.NONE) {
                earliest = Math.min(earliest, rank[box]);
                latest = Math.max(latest, rank[box]);
            }
        }
        int shift = latest < 0 ? 0 : (first ? 1 : 0) - earliest;
        for (int box = 0; box < graph.boxes; box++) {
            rank[box] = switch (graph.anchor[box]) {
                case FIRST -> 0;
                case NONE -> rank[box] + shift;
                case LAST -> latest + shift + 1;
            };
        }
    }
}
