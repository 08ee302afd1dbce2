package dev.partita.app.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws a graph in layers, in eight steps after Sugiyama, each about linear in boxes plus bends:
 *
 * <ol>
 *   <li>{@link BreakCycles}: turn edges around until no cycle is left
 *   <li>{@link AssignRanks}: a layer for each box
 *   <li>{@link Layers}: bends where edges pass layers
 *   <li>{@link InitialOrder}: depth first
 *   <li>{@link ReduceCrossings}: sort layers by their neighbours
 *   <li>{@link PlaceAcross}: coordinates within the layers, straight where possible
 *   <li>{@link PlaceAlong}: coordinates of the layers
 *   <li>{@link RouteEdges}: ports and ways of the edges
 * </ol>
 *
 * <p>Layers and orders depend on the graph's structure only, never on sizes: a box that grows pushes others aside but
 * nothing changes places.
 */
public final class LayeredDrawing {

    private LayeredDrawing() {}

    /** Throws {@link java.util.concurrent.CancellationException} when the thread is interrupted. */
    public static Drawing of(BoxGraph graph, LayoutOptions options) {
        return of(graph, options, ColumnCuts.NONE);
    }

    /** A drawing in columns: each is placed for itself, and {@link WrapColumns} puts them side by side. */
    static Drawing of(BoxGraph graph, LayoutOptions options, ColumnCuts cuts) {
        Cancellation.check();
        boolean[] turned = BreakCycles.turnedEdges(graph);
        int[] rank = new AssignRanks(graph, turned).ranks();
        Layers layers = new Layers(graph, turned, rank, options, cuts);
        InitialOrder.apply(layers);
        long crossings = new ReduceCrossings(layers, options.sweeps()).apply();
        double[] centres = new PlaceAcross(layers, options).centres();
        PlaceAlong along = new PlaceAlong(layers, centres, options);
        Route[] routes = new RouteEdges(layers, along, centres, options).routes(graph, turned);
        Drawing drawing = drawing(graph, options, layers, new Placed(centres, along), routes, crossings);
        return cuts.equals(ColumnCuts.NONE) ? drawing : WrapColumns.of(graph, drawing, options.direction(), columns(layers, along));
    }

    private static List<WrapColumns.Column> columns(Layers layers, PlaceAlong along) {
        List<WrapColumns.Column> columns = new ArrayList<>();
        int first = 0;
        for (int layer = 1; layer <= layers.layerCount; layer++) {
            if (layer == layers.layerCount || layers.beginsColumn(layer)) {
                columns.add(new WrapColumns.Column(along.start[first], along.end[layer - 1]));
                first = layer;
            }
        }
        return columns;
    }

    private record Placed(@SuppressWarnings("ArrayRecordComponent") double[] centres, PlaceAlong along) {}

    private static Drawing drawing(
            BoxGraph graph, LayoutOptions options, Layers layers, Placed placed, Route[] routes, long crossings) {
        boolean topDown = options.direction() == Direction.TOP_DOWN;
        double[] x = new double[graph.boxes];
        double[] y = new double[graph.boxes];
        double acrossExtent = 0;
        for (int slot = 0; slot < layers.slots; slot++) {
            acrossExtent = Math.max(acrossExtent, placed.centres[slot] + layers.across[slot] / 2);
        }
        for (int box = 0; box < graph.boxes; box++) {
            int r = layers.rank[box];
            double across = placed.centres[box] - layers.across[box] / 2;
            double along = (placed.along.start[r] + placed.along.end[r] - layers.along[box]) / 2;
            x[box] = topDown ? across : along;
            y[box] = topDown ? along : across;
        }
        double alongExtent = placed.along.extent();
        return new Drawing(x, y, routes, topDown ? acrossExtent : alongExtent, topDown ? alongExtent : acrossExtent,
                java.util.Arrays.copyOf(layers.rank, graph.boxes), crossings);
    }
}
