package dev.partita.app.layout;

import java.util.Arrays;

/**
 * Step 5. Sorts each layer by the mean position of its slots' neighbours, alternately down and up, and keeps the best
 * order seen. At the end neighbouring slots are exchanged while that helps.
 */
final class ReduceCrossings {

    /** Sweeps without progress after which the search ends. */
    private static final int PATIENCE = 5;
    /** Exchanging neighbours costs the square of the degrees; larger graphs do without. */
    private static final int EXCHANGE_LIMIT = 60_000;
    private static final int EXCHANGE_ROUNDS = 4;

    private final Layers layers;
    private final int sweeps;
    private final int[] tree;
    private final int[] neighbours;

    ReduceCrossings(Layers layers, int sweeps) {
        this.layers = layers;
        this.sweeps = sweeps;
        int widest = 0;
        for (int[] layer : layers.order) {
            widest = Math.max(widest, layer.length);
        }
        int most = 0;
        for (int slot = 0; slot < layers.slots; slot++) {
            most = Math.max(most, Math.max(layers.down.degree(slot), layers.up.degree(slot)));
        }
        tree = new int[widest + 2];
        neighbours = new int[most];
    }

    /** Leaves the best order in the layers and returns its number of crossings. */
    long apply() {
        long best = crossings();
        int[][] bestOrder = copyOrder();
        int idle = 0;
        for (int sweep = 0; sweep < sweeps && idle < PATIENCE && best > 0; sweep++) {
            Cancellation.check();
            sweep(sweep % 2 == 0);
            long found = crossings();
            if (found < best) {
                best = found;
                bestOrder = copyOrder();
                idle = 0;
            } else {
                idle++;
            }
        }
        for (int r = 0; r < layers.layerCount; r++) {
            layers.order[r] = bestOrder[r];
        }
        layers.numberPositions();
        if (best > 0 && layers.slots <= EXCHANGE_LIMIT) {
            exchangeNeighbours();
            best = crossings();
        }
        return best;
    }

    private int[][] copyOrder() {
        int[][] copy = new int[layers.layerCount][];
        for (int r = 0; r < copy.length; r++) {
            copy[r] = layers.order[r].clone();
        }
        return copy;
    }

    private void sweep(boolean downwards) {
        for (int k = 1; k < layers.layerCount; k++) {
            sort(layers.order[downwards ? k : layers.layerCount - 1 - k], downwards);
        }
    }

    /** Sorts one layer; slots without neighbours on that side keep their place. */
    private void sort(int[] layer, boolean byUpper) {
        Adjacency side = byUpper ? layers.up : layers.down;
        int[] end = byUpper ? layers.segmentFrom : layers.segmentTo;
        long[] keys = new long[layer.length];
        int sortable = 0;
        for (int i = 0; i < layer.length; i++) {
            int slot = layer[i];
            int degree = side.degree(slot);
            if (degree == 0) {
                continue;
            }
            long sum = 0;
            for (int s = side.from(slot); s < side.to(slot); s++) {
                sum += layers.position[end[side.edge(s)]];
            }
            // Mean with 8 fractional bits above, the current place below: equal means keep their order.
            keys[sortable++] = ((sum << 8) / degree) << 24 | i;
        }
        Arrays.sort(keys, 0, sortable);
        int[] sorted = layer.clone();
        int next = 0;
        for (int i = 0; i < layer.length; i++) {
            if (side.degree(layer[i]) > 0) {
                sorted[i] = layer[(int) (keys[next++] & 0xFFFFFF)];
            }
        }
        for (int i = 0; i < layer.length; i++) {
            layer[i] = sorted[i];
            layers.position[sorted[i]] = i;
        }
    }

    /** Counts with a tree of sums over the lower layer's positions (Barth, Juenger and Mutzel 2002). */
    long crossings() {
        long count = 0;
        for (int r = 0; r + 1 < layers.layerCount; r++) {
            int size = layers.order[r + 1].length;
            Arrays.fill(tree, 0, size + 1, 0);
            int inserted = 0;
            for (int slot : layers.order[r]) {
                int degree = positions(slot, layers.down, layers.segmentTo);
                for (int i = 0; i < degree; i++) {
                    count += inserted - atMost(neighbours[i] + 1);
                }
                for (int i = 0; i < degree; i++) {
                    for (int at = neighbours[i] + 1; at <= size; at += at & -at) {
                        tree[at]++;
                    }
                }
                inserted += degree;
            }
        }
        return count;
    }

    private int atMost(int index) {
        int sum = 0;
        for (int at = index; at > 0; at -= at & -at) {
            sum += tree[at];
        }
        return sum;
    }

    /** Fills {@link #neighbours} with the positions of a slot's neighbours on one side; returns their number. */
    private int positions(int slot, Adjacency side, int[] end) {
        int degree = 0;
        for (int s = side.from(slot); s < side.to(slot); s++) {
            neighbours[degree++] = layers.position[end[side.edge(s)]];
        }
        return degree;
    }

    private void exchangeNeighbours() {
        for (int round = 0; round < EXCHANGE_ROUNDS; round++) {
            Cancellation.check();
            boolean changed = false;
            for (int[] layer : layers.order) {
                for (int i = 0; i + 1 < layer.length; i++) {
                    if (gain(layer[i], layer[i + 1]) > 0) {
                        int left = layer[i];
                        layer[i] = layer[i + 1];
                        layer[i + 1] = left;
                        layers.position[layer[i]] = i;
                        layers.position[layer[i + 1]] = i + 1;
                        changed = true;
                    }
                }
            }
            if (!changed) {
                return;
            }
        }
    }

    /** Crossings saved by putting {@code right} before {@code left}. */
    private int gain(int left, int right) {
        return gain(left, right, layers.up, layers.segmentFrom) + gain(left, right, layers.down, layers.segmentTo);
    }

    private int gain(int left, int right, Adjacency side, int[] end) {
        if ((long) side.degree(left) * side.degree(right) > 4096) {
            return 0;
        }
        int gain = 0;
        for (int a = side.from(left); a < side.to(left); a++) {
            int leftEnd = layers.position[end[side.edge(a)]];
            for (int b = side.from(right); b < side.to(right); b++) {
                gain += Integer.signum(leftEnd - layers.position[end[side.edge(b)]]);
            }
        }
        return gain;
    }
}
