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

    /** Extent across of the bend where an edge turns back. */
    static final double U_TURN = 12;

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
    /** By layer: the column it is in. */
    final int[] column;
    private int segments;

    /** {@code boxRank} has the acyclic ranks: an edge that is turned around leads from a later layer to an earlier one. */
    Layers(BoxGraph graph, boolean[] turned, int[] boxRank, LayoutOptions options, ColumnCuts cuts) {
        boxes = graph.boxes;
        firstBend = new int[graph.edges];
        bends = new int[graph.edges];
        int lift = roomAbove(graph, turned, boxRank);
        int[] chain = chains(graph, turned);
        int[] chainLength = new int[graph.edges];
        int segmentCount = 0;
        for (int edge = 0; edge < graph.edges; edge++) {
            if (graph.source[edge] != graph.target[edge]) {
                int span = boxRank[graph.target[edge]] - boxRank[graph.source[edge]];
                bends[edge] = turned[edge] ? 3 - span : span - 1;
                chainLength[chain[edge]] = Math.max(chainLength[chain[edge]], bends[edge]);
                segmentCount++;
            }
        }
        int slotCount = boxes;
        for (int edge = 0; edge < graph.edges; edge++) {
            firstBend[edge] = chain[edge] == edge ? slotCount : firstBend[chain[edge]];
            slotCount += chain[edge] == edge ? chainLength[edge] : 0;
        }
        slots = slotCount;
        segmentCount += slots - boxes;
        rank = Arrays.copyOf(boxRank, slots);
        for (int box = 0; box < boxes; box++) {
            rank[box] += lift;
        }
        across = new double[slots];
        along = new double[slots];
        boolean topDown = options.direction() == Direction.TOP_DOWN;
        System.arraycopy(topDown ? graph.width : graph.height, 0, across, 0, boxes);
        System.arraycopy(topDown ? graph.height : graph.width, 0, along, 0, boxes);

        segmentFrom = new int[segmentCount];
        segmentTo = new int[segmentCount];
        fromShift = new double[segmentCount];
        toShift = new double[segmentCount];
        for (int edge = 0; edge < graph.edges; edge++) {
            if (graph.source[edge] == graph.target[edge]) {
                continue;
            }
            double sourceShift = shift(graph.sourceOffset[edge], graph.source[edge]);
            double targetShift = shift(graph.targetOffset[edge], graph.target[edge]);
            if (turned[edge]) {
                turnedSegments(graph, edge, sourceShift, targetShift);
            } else {
                segments(graph, edge, chain[edge] == edge ? chainLength[edge] : 0, sourceShift, targetShift);
            }
        }
        down = new Adjacency(slots, segmentFrom);
        up = new Adjacency(slots, segmentTo);
        layerCount = slots == 0 ? 0 : Arrays.stream(rank).max().getAsInt() + 1;
        column = cuts.behind(lift).ofLayers(layerCount);
        order = new int[layerCount][];
        position = new int[slots];
    }

    /** The bends of a chain, if this edge is the first that uses it, and the last piece to the target. */
    private void segments(BoxGraph graph, int edge, int newBends, double sourceShift, double targetShift) {
        int source = graph.source[edge];
        int first = firstBend[edge];
        for (int i = 0; i < newBends; i++) {
            rank[first + i] = rank[source] + 1 + i;
            segment(i == 0 ? source : first + i - 1, first + i, i == 0 ? sourceShift : 0, 0);
        }
        boolean straight = bends[edge] == 0;
        segment(straight ? source : first + bends[edge] - 1, graph.target[edge], straight ? sourceShift : 0, targetShift);
    }

    /**
     * An edge against the direction leaves its source as all do, makes a U-turn in the layer after it, goes back in a
     * lane of its own, makes another U-turn in the layer before the target and reaches that as all do.
     */
    private void turnedSegments(BoxGraph graph, int edge, double sourceShift, double targetShift) {
        int first = firstBend[edge];
        int last = first + bends[edge] - 1;
        for (int bend = first; bend <= last; bend++) {
            rank[bend] = rank[graph.target[edge]] - 1 + bend - first;
        }
        across[first] = U_TURN;
        across[last] = U_TURN;
        for (int bend = first; bend < last; bend++) {
            segment(bend, bend + 1, bend == first ? U_TURN / 2 : 0, bend + 1 == last ? U_TURN / 2 : 0);
        }
        segment(first, graph.target[edge], -U_TURN / 2, targetShift);
        segment(graph.source[edge], last, sourceShift, -U_TURN / 2);
    }

    private void segment(int from, int to, double shiftAtFrom, double shiftAtTo) {
        segmentFrom[segments] = from;
        segmentTo[segments] = to;
        fromShift[segments] = shiftAtFrom;
        toShift[segments++] = shiftAtTo;
    }

    /** 1 when a U-turn needs a layer before the first. */
    private static int roomAbove(BoxGraph graph, boolean[] turned, int[] boxRank) {
        for (int edge = 0; edge < graph.edges; edge++) {
            if (turned[edge] && boxRank[graph.target[edge]] == 0) {
                return 1;
            }
        }
        return 0;
    }

    /** True when a segment leads from one column to another. */
    boolean passesCut(int segment) {
        return column[rank[segmentFrom[segment]]] != column[rank[segmentTo[segment]]];
    }

    /** True for the first layer of a column but the first. */
    boolean beginsColumn(int layer) {
        return layer > 0 && column[layer] != column[layer - 1];
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
    private static int[] chains(BoxGraph graph, boolean[] turned) {
        int[] chain = new int[graph.edges];
        Adjacency out = new Adjacency(graph.boxes, graph.source);
        for (int box = 0; box < graph.boxes; box++) {
            for (int i = out.from(box); i < out.to(box); i++) {
                int edge = out.edge(i);
                chain[edge] = edge;
                for (int j = out.from(box); j < i && !turned[edge]; j++) {
                    int earlier = out.edge(j);
                    if (chain[earlier] == earlier && !turned[earlier] && graph.target[earlier] != box
                            && graph.signal[earlier] == graph.signal[edge]
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
