package dev.partita.app.layout;

import java.util.Arrays;

/**
 * Step 4. A first order within the layers: slots in the order in which a depth-first walk along the edges meets them,
 * so that what belongs together starts out together.
 */
final class InitialOrder {

    private InitialOrder() {}

    static void apply(Layers layers) {
        int[] fill = new int[layers.layerCount];
        for (int rank : layers.rank) {
            fill[rank]++;
        }
        for (int r = 0; r < layers.layerCount; r++) {
            layers.order[r] = new int[fill[r]];
        }
        Arrays.fill(fill, 0);
        boolean[] seen = new boolean[layers.slots];
        int[] stack = new int[layers.slots + layers.segmentFrom.length];
        for (int root = 0; root < layers.slots; root++) {
            if (seen[root] || layers.up.degree(root) > 0) {
                continue;
            }
            int depth = 0;
            stack[depth++] = root;
            while (depth > 0) {
                int slot = stack[--depth];
                if (seen[slot]) {
                    continue;
                }
                seen[slot] = true;
                int rank = layers.rank[slot];
                layers.order[rank][fill[rank]++] = slot;
                for (int i = layers.down.to(slot) - 1; i >= layers.down.from(slot); i--) {
                    int next = layers.segmentTo[layers.down.edge(i)];
                    if (!seen[next]) {
                        stack[depth++] = next;
                    }
                }
            }
        }
        layers.numberPositions();
    }
}
