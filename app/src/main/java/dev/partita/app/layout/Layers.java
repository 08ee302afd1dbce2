package dev.partita.app.layout;

import java.util.Arrays;

/**
 * Step 3. The graph in layers: an edge that spans several layers is cut into segments joined by bends, so that each
 * segment joins neighbouring layers. Boxes and bends together are slots; boxes come first. Edges that carry the same
 * signal of the same box share their bends.
 *
 * <p>"Across" is along a layer (x when drawn top down), "along" is the direction of the edges.
 */
final class Layers {

    final int boxes;
    final int slots;
    final int layerCount;
    final int[] rank;
    /** Extent of each slot across and along. */
    final double[] across;
    final double[] along;
    /** Segments; {@code *Shift} is the distance of a fixed end from the slot's centre, 0 when free. */
    final int[] segmentFrom;
    final int[] segmentTo;
    final double[] fromShift;
    final double[] toShift;
    final Adjacency down;
    final Adjacency up;
    /** The bends of edge e are {@code firstBend[e] ... firstBend[e] + bends[e] - 1}, in the order of the layers. */
    final int[] firstBend;
    final int[] bends;
    /** Slots by layer, in order; filled and permuted by the following steps. */
    final int[][] order;
    final int[] position;

    Layers(BoxGraph graph, int[] from, int[] to, boolean[] reversed, int[] boxRank, LayoutOptions options) {
        boxes = graph.boxes;
        firstBend = new int[graph.edges];
        bends = new int[graph.edges];
        int[] chain = chains(graph, from, reversed);
        int[] chainSpan = new int[graph.edges];
        for (int edge = 0; edge < graph.edges; edge++) {
            if (from[edge] >= 0) {
                bends[edge] = boxRank[to[edge]] - boxRank[from[edge]] - 1;
                chainSpan[chain[edge]] = Math.max(chainSpan[chain[edge]], bends[edge]);
            }
        }
        int[] chainStart = new int[graph.edges];
        int slotCount = boxes;
        for (int c = 0; c < graph.edges; c++) {
            chainStart[c] = slotCount;
            slotCount += chainSpan[c];
        }
        slots = slotCount;
        rank = Arrays.copyOf(boxRank, slots);
        across = new double[slots];
        along = new double[slots];
        boolean topDown = options.direction() == Direction.TOP_DOWN;
        System.arraycopy(topDown ? graph.width : graph.height, 0, across, 0, boxes);
        System.arraycopy(topDown ? graph.height : graph.width, 0, along, 0, boxes);

        int segmentCount = slots - boxes;
        for (int edge = 0; edge < graph.edges; edge++) {
            segmentCount += from[edge] >= 0 ? 1 : 0;
        }
        segmentFrom = new int[segmentCount];
        segmentTo = new int[segmentCount];
        fromShift = new double[segmentCount];
        toShift = new double[segmentCount];
        int segment = 0;
        for (int edge = 0; edge < graph.edges; edge++) {
            if (from[edge] < 0) {
                continue;
            }
            int start = chainStart[chain[edge]];
            firstBend[edge] = start;
            double sourceShift = shift(reversed[edge] ? graph.targetOffset[edge] : graph.sourceOffset[edge], from[edge]);
            double targetShift = shift(reversed[edge] ? graph.sourceOffset[edge] : graph.targetOffset[edge], to[edge]);
            if (chain[edge] == edge) {
                for (int i = 0; i < chainSpan[edge]; i++) {
                    rank[start + i] = boxRank[from[edge]] + 1 + i;
                    segmentFrom[segment] = i == 0 ? from[edge] : start + i - 1;
                    segmentTo[segment] = start + i;
                    fromShift[segment] = i == 0 ? sourceShift : 0;
                    segment++;
                }
            }
            segmentFrom[segment] = bends[edge] == 0 ? from[edge] : start + bends[edge] - 1;
            segmentTo[segment] = to[edge];
            fromShift[segment] = bends[edge] == 0 ? sourceShift : 0;
            toShift[segment] = targetShift;
            segment++;
        }
        down = new Adjacency(slots, segmentFrom);
        up = new Adjacency(slots, segmentTo);
        layerCount = slots == 0 ? 0 : Arrays.stream(rank).max().getAsInt() + 1;
        order = new int[layerCount][];
        position = new int[slots];
    }

    boolean isBend(int slot) {
        return slot >= boxes;
    }

    /** Writes each slot's place in its layer to {@link #position}. */
    void numberPositions() {
        for (int[] layer : order) {
            for (int i = 0; i < layer.length; i++) {
                position[layer[i]] = i;
            }
        }
    }

    private double shift(double offset, int box) {
        return Double.isNaN(offset) ? 0 : offset - across[box] / 2;
    }

    /** For each edge the first edge of those with which it shares bends; turned edges share none. */
    private static int[] chains(BoxGraph graph, int[] from, boolean[] reversed) {
        int[] chain = new int[graph.edges];
        Adjacency out = new Adjacency(graph.boxes, from);
        for (int box = 0; box < graph.boxes; box++) {
            for (int i = out.from(box); i < out.to(box); i++) {
                int edge = out.edge(i);
                chain[edge] = edge;
                for (int j = out.from(box); j < i && !reversed[edge]; j++) {
                    int earlier = out.edge(j);
                    if (chain[earlier] == earlier && !reversed[earlier] && graph.signal[earlier] == graph.signal[edge]
                            && Double.compare(graph.sourceOffset[earlier], graph.sourceOffset[edge]) == 0) {
                        chain[edge] = earlier;
                        break;
                    }
                }
            }
        }
        return chain;
    }
}
