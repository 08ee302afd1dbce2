package dev.partita.app.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Step 6. Places slots across their layers with the order kept (Brandes and Koepf 2001, with box sizes, ports and the
 * compaction in two passes known from dagre): slots are chained to a median neighbour into straight blocks, blocks are
 * pushed together, and the mean of the two middle ones of four such placements (from above or below, from the left or
 * the right) is taken.
 *
 * <p>Ours: a box joins another box before it joins a bend, so that the main path of a model becomes a straight line and
 * its shortcuts run beside it. Columns are placed each for itself.
 */
final class PlaceAcross {

    private final Layers layers;
    private final LayoutOptions options;
    /** Segments that must not become straight: they cross a straight inner one, or lead to another column. */
    private final boolean[] conflict;

    PlaceAcross(Layers layers, LayoutOptions options) {
        this.layers = layers;
        this.options = options;
        conflict = conflicts();
    }

    /** The centre of each slot; the leftmost border of each column is 0. */
    double[] centres() {
        double[][] runs = new double[4][];
        for (int run = 0; run < 4; run++) {
            Cancellation.check();
            runs[run] = new BlockPlacement(layers, options, conflict, run % 2 == 0, run / 2 == 0).centres();
        }
        double[] centres = new double[layers.slots];
        for (int[] column : slotsByColumn()) {
            balance(column, runs, centres);
        }
        return centres;
    }

    private List<int[]> slotsByColumn() {
        List<int[]> slots = new ArrayList<>();
        for (int from = 0, to; from < layers.layerCount; from = to) {
            to = from + 1;
            while (to < layers.layerCount && layers.column[to] == layers.column[from]) {
                to++;
            }
            slots.add(Arrays.stream(layers.order, from, to).flatMapToInt(Arrays::stream).toArray());
        }
        return slots;
    }

    /** A segment between two bends wins against any other that crosses it; none between columns counts. */
    private boolean[] conflicts() {
        boolean[] marked = new boolean[layers.segmentFrom.length];
        for (int segment = 0; segment < marked.length; segment++) {
            marked[segment] = layers.passesCut(segment);
        }
        for (int r = 1; r + 1 < layers.layerCount; r++) {
            int[] upper = layers.order[r];
            int[] lower = layers.order[r + 1];
            int scanned = 0;
            int leftBound = 0;
            for (int i = 0; i < lower.length; i++) {
                int above = bendAbove(lower[i]);
                if (above < 0 && i + 1 < lower.length) {
                    continue;
                }
                int rightBound = above < 0 ? upper.length - 1 : layers.position[above];
                for (; scanned <= i; scanned++) {
                    int slot = lower[scanned];
                    for (int s = layers.up.from(slot); s < layers.up.to(slot); s++) {
                        int segment = layers.up.edge(s);
                        int at = layers.position[layers.segmentFrom[segment]];
                        boolean inner = layers.isBend(slot) && layers.isBend(layers.segmentFrom[segment]);
                        marked[segment] |= !inner && (at < leftBound || at > rightBound);
                    }
                }
                leftBound = rightBound;
            }
        }
        return marked;
    }

    /** The bend of the same edge in the layer above, or -1. */
    private int bendAbove(int slot) {
        for (int s = layers.up.from(slot); s < layers.up.to(slot) && layers.isBend(slot); s++) {
            int above = layers.segmentFrom[layers.up.edge(s)];
            if (layers.isBend(above)) {
                return above;
            }
        }
        return -1;
    }

    /** Takes the mean of the middle two runs for the slots of a column, and moves its left border to 0. */
    private void balance(int[] slots, double[][] runs, double[] centres) {
        double[] low = new double[4];
        double[] high = new double[4];
        int narrowest = 0;
        for (int run = 0; run < 4; run++) {
            low[run] = Double.MAX_VALUE;
            high[run] = -Double.MAX_VALUE;
            for (int slot : slots) {
                low[run] = Math.min(low[run], runs[run][slot] - layers.across[slot] / 2);
                high[run] = Math.max(high[run], runs[run][slot] + layers.across[slot] / 2);
            }
            if (high[run] - low[run] < high[narrowest] - low[narrowest]) {
                narrowest = run;
            }
        }
        double[] shift = new double[4];
        for (int run = 0; run < 4; run++) {
            boolean fromLeft = run / 2 == 0;
            shift[run] = fromLeft ? low[narrowest] - low[run] : high[narrowest] - high[run];
        }
        double[] four = new double[4];
        double left = Double.MAX_VALUE;
        for (int slot : slots) {
            for (int run = 0; run < 4; run++) {
                four[run] = runs[run][slot] + shift[run];
            }
            Arrays.sort(four);
            centres[slot] = (four[1] + four[2]) / 2;
            left = Math.min(left, centres[slot] - layers.across[slot] / 2);
        }
        for (int slot : slots) {
            centres[slot] -= left;
        }
    }
}
