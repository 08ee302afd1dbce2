package dev.partita.app.layout;

import java.util.Arrays;

/**
 * Step 8. Gives each edge its points: a port on the source's border, its bends as straight pieces through the layers,
 * and a port on the target's border. Between layers an edge curves; inside a layer it is straight, and the layer keeps
 * room for it, so no edge runs through a box.
 */
final class RouteEdges {

    /** Least distance of free ports from a box's corners and from each other, as long as the box is wide enough. */
    private static final double CORNER = 12;
    private static final double PORT_GAP = 12;

    private final Layers layers;
    private final PlaceAlong along;
    private final double[] centres;
    private final boolean topDown;

    RouteEdges(Layers layers, PlaceAlong along, double[] centres, LayoutOptions options) {
        this.layers = layers;
        this.along = along;
        this.centres = centres;
        topDown = options.direction() == Direction.TOP_DOWN;
    }

    Route[] routes(BoxGraph graph, int[] from, int[] to, boolean[] reversed) {
        double[] arrival = arrivals(graph, from, to, reversed);
        Route[] routes = new Route[graph.edges];
        for (int edge = 0; edge < graph.edges; edge++) {
            routes[edge] = from[edge] < 0 ? Route.NONE : route(graph, edge, from[edge], to[edge], arrival[edge], reversed[edge]);
        }
        return routes;
    }

    private Route route(BoxGraph graph, int edge, int from, int to, double arrival, boolean turned) {
        double[] across = new double[2 * layers.bends[edge] + 4];
        double[] ahead = new double[across.length];
        int points = 0;
        double fixed = turned ? graph.targetOffset[edge] : graph.sourceOffset[edge];
        double departure = Double.isNaN(fixed) ? centres[from] : centres[from] - layers.across[from] / 2 + fixed;
        across[points] = departure;
        ahead[points++] = along.start[layers.rank[from]] + top(from) + layers.along[from];
        across[points] = departure;
        ahead[points++] = along.end[layers.rank[from]];
        for (int i = 0; i < layers.bends[edge]; i++) {
            int bend = layers.firstBend[edge] + i;
            across[points] = centres[bend];
            ahead[points++] = along.start[layers.rank[bend]];
            across[points] = centres[bend];
            ahead[points++] = along.end[layers.rank[bend]];
        }
        across[points] = arrival;
        ahead[points++] = along.start[layers.rank[to]];
        across[points] = arrival;
        ahead[points++] = along.start[layers.rank[to]] + top(to);
        return simplified(across, ahead, points, turned);
    }

    /** Boxes stand in the middle of their layer. */
    private double top(int box) {
        int rank = layers.rank[box];
        return (along.end[rank] - along.start[rank] - layers.along[box]) / 2;
    }

    /** Drops points on a straight line between their neighbours and turns the way of a turned edge. */
    private Route simplified(double[] across, double[] ahead, int points, boolean turned) {
        int kept = 0;
        for (int i = 0; i < points; i++) {
            boolean same = kept > 0 && across[kept - 1] == across[i] && ahead[kept - 1] == ahead[i];
            if (same) {
                continue;
            }
            boolean between = kept > 1 && across[kept - 2] == across[kept - 1] && across[kept - 1] == across[i];
            if (between) {
                kept--;
            }
            across[kept] = across[i];
            ahead[kept++] = ahead[i];
        }
        double[] coordinates = new double[2 * kept];
        for (int i = 0; i < kept; i++) {
            int at = turned ? kept - 1 - i : i;
            coordinates[2 * i] = topDown ? across[at] : ahead[at];
            coordinates[2 * i + 1] = topDown ? ahead[at] : across[at];
        }
        return new Route(coordinates);
    }

    /**
     * Where each edge reaches its target's border: straight ahead of its last point when the border is wide enough, in
     * the order in which the edges come in, and not too near to each other.
     */
    private double[] arrivals(BoxGraph graph, int[] from, int[] to, boolean[] reversed) {
        double[] arrival = new double[graph.edges];
        Adjacency in = new Adjacency(graph.boxes, to);
        for (int box = 0; box < graph.boxes; box++) {
            int free = 0;
            Integer[] edges = new Integer[in.degree(box)];
            double start = centres[box] - layers.across[box] / 2;
            for (int i = in.from(box); i < in.to(box); i++) {
                int edge = in.edge(i);
                double fixed = reversed[edge] ? graph.sourceOffset[edge] : graph.targetOffset[edge];
                if (Double.isNaN(fixed)) {
                    arrival[edge] = before(graph, edge, from[edge], reversed[edge]);
                    edges[free++] = edge;
                } else {
                    arrival[edge] = start + fixed;
                }
            }
            Arrays.sort(edges, 0, free, (a, b) -> Double.compare(arrival[a], arrival[b]));
            spread(edges, free, arrival, start, layers.across[box]);
        }
        return arrival;
    }

    private double before(BoxGraph graph, int edge, int from, boolean turned) {
        if (layers.bends[edge] > 0) {
            return centres[layers.firstBend[edge] + layers.bends[edge] - 1];
        }
        double fixed = turned ? graph.targetOffset[edge] : graph.sourceOffset[edge];
        return Double.isNaN(fixed) ? centres[from] : centres[from] - layers.across[from] / 2 + fixed;
    }

    private static void spread(Integer[] edges, int count, double[] arrival, double start, double extent) {
        double corner = Math.min(CORNER, extent / 2);
        double gap = count < 2 ? 0 : Math.min(PORT_GAP, (extent - 2 * corner) / (count - 1));
        double low = start + corner;
        double high = start + extent - corner;
        double previous = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double most = high - gap * (count - 1 - i);
            double at = Math.clamp(Math.max(arrival[edges[i]], previous + gap), Math.min(low, most), Math.max(low, most));
            arrival[edges[i]] = at;
            previous = at;
        }
    }
}
