package dev.partita.app.layout;

import java.util.Arrays;

/** One of the four placements of {@link PlaceAcross}. A run from the right works on mirrored coordinates. */
final class BlockPlacement {

    private final Layers layers;
    private final LayoutOptions options;
    private final boolean[] conflict;
    private final boolean fromAbove;
    private final boolean fromLeft;
    /** The first slot of each slot's block, and the slot's distance from that one's centre. */
    private final int[] root;
    private final double[] shift;

    BlockPlacement(Layers layers, LayoutOptions options, boolean[] conflict, boolean fromAbove, boolean fromLeft) {
        this.layers = layers;
        this.options = options;
        this.conflict = conflict;
        this.fromAbove = fromAbove;
        this.fromLeft = fromLeft;
        root = new int[layers.slots];
        shift = new double[layers.slots];
    }

    double[] centres() {
        align();
        double[] block = compact();
        double[] centres = new double[layers.slots];
        for (int slot = 0; slot < layers.slots; slot++) {
            double centre = block[root[slot]] + shift[slot];
            centres[slot] = fromLeft ? centre : -centre;
        }
        return centres;
    }

    private void align() {
        boolean[] taken = new boolean[layers.slots];
        for (int slot = 0; slot < layers.slots; slot++) {
            root[slot] = slot;
        }
        Adjacency side = fromAbove ? layers.up : layers.down;
        int[] end = fromAbove ? layers.segmentFrom : layers.segmentTo;
        long[] candidates = new long[16];
        for (int k = 0; k < layers.layerCount; k++) {
            int[] layer = layers.order[fromAbove ? k : layers.layerCount - 1 - k];
            int last = -1;
            for (int i = 0; i < layer.length; i++) {
                int slot = layer[fromLeft ? i : layer.length - 1 - i];
                if (side.degree(slot) > candidates.length) {
                    candidates = new long[side.degree(slot) * 2];
                }
                int count = candidates(slot, side, end, candidates);
                for (int m = (count - 1) / 2; m <= count / 2 && m < count; m++) {
                    int segment = (int) candidates[m];
                    int neighbour = end[segment];
                    int at = place(neighbour);
                    if (!conflict[segment] && at > last && !taken[neighbour]) {
                        taken[neighbour] = true;
                        root[slot] = root[neighbour];
                        shift[slot] = shift[neighbour] + offset(segment);
                        last = at;
                        break;
                    }
                }
            }
        }
    }

    /**
     * Segments to the neighbours that the slot may join, sorted by place; returns their number. A box prefers boxes, and
     * a bend leaves a box alone that could have another box.
     */
    private int candidates(int slot, Adjacency side, int[] end, long[] into) {
        boolean bend = layers.isBend(slot);
        boolean boxesOnly = !bend && meetsBox(slot, side, end);
        int count = 0;
        for (int s = side.from(slot); s < side.to(slot); s++) {
            int segment = side.edge(s);
            int neighbour = end[segment];
            boolean joins = layers.isBend(neighbour)
                    ? !boxesOnly
                    : !bend || !(fromAbove ? meetsBox(neighbour, layers.down, layers.segmentTo)
                            : meetsBox(neighbour, layers.up, layers.segmentFrom));
            if (joins) {
                into[count++] = (long) place(neighbour) << 32 | segment;
            }
        }
        Arrays.sort(into, 0, count);
        return count;
    }

    private boolean meetsBox(int slot, Adjacency side, int[] end) {
        for (int s = side.from(slot); s < side.to(slot); s++) {
            if (!layers.isBend(end[side.edge(s)])) {
                return true;
            }
        }
        return false;
    }

    private int place(int slot) {
        int at = layers.position[slot];
        return fromLeft ? at : layers.order[layers.rank[slot]].length - 1 - at;
    }

    /** How far the slot's centre lies from its neighbour's when the segment between them is straight. */
    private double offset(int segment) {
        double downwards = layers.fromShift[segment] - layers.toShift[segment];
        double offset = fromAbove ? downwards : -downwards;
        return fromLeft ? offset : -offset;
    }

    /** Least coordinates that keep all distances, then each block as near to its right neighbours as it can be. */
    private double[] compact() {
        int pairs = 0;
        for (int[] layer : layers.order) {
            pairs += Math.max(0, layer.length - 1);
        }
        int[] left = new int[pairs];
        int[] right = new int[pairs];
        double[] distance = new double[pairs];
        int pair = 0;
        for (int[] layer : layers.order) {
            for (int i = 0; i + 1 < layer.length; i++) {
                int a = layer[fromLeft ? i : layer.length - 1 - i];
                int b = layer[fromLeft ? i + 1 : layer.length - 2 - i];
                left[pair] = root[a];
                right[pair] = root[b];
                distance[pair++] = separation(a, b) + shift[a] - shift[b];
            }
        }
        Adjacency out = new Adjacency(layers.slots, left);
        int[] order = topologicalOrder(out, right);
        double[] x = new double[layers.slots];
        Arrays.fill(x, Double.NEGATIVE_INFINITY);
        for (int block : order) {
            x[block] = x[block] == Double.NEGATIVE_INFINITY ? layers.across[block] / 2 : x[block];
            for (int i = out.from(block); i < out.to(block); i++) {
                int p = out.edge(i);
                x[right[p]] = Math.max(x[right[p]], x[block] + distance[p]);
            }
        }
        for (int k = order.length - 1; k >= 0; k--) {
            int block = order[k];
            double most = Double.POSITIVE_INFINITY;
            for (int i = out.from(block); i < out.to(block); i++) {
                int p = out.edge(i);
                most = Math.min(most, x[right[p]] - distance[p]);
            }
            if (most != Double.POSITIVE_INFINITY) {
                x[block] = Math.max(x[block], most);
            }
        }
        return x;
    }

    private int[] topologicalOrder(Adjacency out, int[] right) {
        int[] missing = new int[layers.slots];
        for (int block : right) {
            missing[block]++;
        }
        int[] order = new int[layers.slots];
        int filled = 0;
        for (int slot = 0; slot < layers.slots; slot++) {
            if (root[slot] == slot && missing[slot] == 0) {
                order[filled++] = slot;
            }
        }
        for (int done = 0; done < filled; done++) {
            for (int i = out.from(order[done]); i < out.to(order[done]); i++) {
                int next = right[out.edge(i)];
                if (--missing[next] == 0) {
                    order[filled++] = next;
                }
            }
        }
        return Arrays.copyOf(order, filled);
    }

    private double separation(int a, int b) {
        boolean boxes = !layers.isBend(a) && !layers.isBend(b);
        double gap = boxes ? options.boxGap() : options.laneGap();
        return (layers.across[a] + layers.across[b]) / 2 + gap;
    }
}
