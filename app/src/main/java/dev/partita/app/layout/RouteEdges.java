package dev.partita.app.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    /** How far from its source's middle an edge begins. */
    private double[] leaveShift = {};

    RouteEdges(Layers layers, PlaceAlong along, double[] centres, LayoutOptions options) {
        this.layers = layers;
        this.along = along;
        this.centres = centres;
        topDown = options.direction() == Direction.TOP_DOWN;
    }

    Route[] routes(BoxGraph graph, boolean[] turned) {
        leaveShift = new double[graph.edges];
        spreadDepartures(graph, turned);
        double[] arrival = arrivals(graph, turned);
        Route[] routes = new Route[graph.edges];
        for (int edge = 0; edge < graph.edges; edge++) {
            boolean loop = graph.source[edge] == graph.target[edge];
            routes[edge] = loop ? Route.NONE : route(graph, edge, arrival[edge], turned[edge]);
        }
        return routes;
    }

    private Route route(BoxGraph graph, int edge, double arrival, boolean turned) {
        int source = graph.source[edge];
        int target = graph.target[edge];
        Route.Joiner way = new Route.Joiner();
        double departure = departure(graph, edge);
        add(way, departure, along.start[layers.rank[source]] + lead(source) + layers.along[source]);
        add(way, departure, along.end[layers.rank[source]]);
        if (turned) {
            addLaneBack(way, layers.firstBend[edge], layers.firstBend[edge] + layers.bends[edge] - 1);
        } else {
            for (int i = 0; i < layers.bends[edge]; i++) {
                int bend = layers.firstBend[edge] + i;
                add(way, centres[bend], along.start[layers.rank[bend]]);
                add(way, centres[bend], along.end[layers.rank[bend]]);
            }
        }
        add(way, arrival, along.start[layers.rank[target]]);
        add(way, arrival, along.start[layers.rank[target]] + lead(target));
        return way.route();
    }

    /** From the U-turn after the source to the one before the target. */
    private void addLaneBack(Route.Joiner way, int first, int last) {
        add(way, centres[last] - Layers.U_TURN / 2, along.start[layers.rank[last]]);
        add(way, centres[last] + Layers.U_TURN / 2, along.start[layers.rank[last]]);
        for (int bend = last - 1; bend > first; bend--) {
            add(way, centres[bend], along.end[layers.rank[bend]]);
            add(way, centres[bend], along.start[layers.rank[bend]]);
        }
        add(way, centres[first] + Layers.U_TURN / 2, along.end[layers.rank[first]]);
        add(way, centres[first] - Layers.U_TURN / 2, along.end[layers.rank[first]]);
    }

    private void add(Route.Joiner way, double across, double ahead) {
        way.add(topDown ? across : ahead, topDown ? ahead : across);
    }

    /** Boxes stand in the middle of their layer; this much is free before them. */
    private double lead(int box) {
        int rank = layers.rank[box];
        return (along.end[rank] - along.start[rank] - layers.along[box]) / 2;
    }

    private double departure(BoxGraph graph, int edge) {
        int source = graph.source[edge];
        double fixed = graph.sourceOffset[edge];
        return Double.isNaN(fixed) ? centres[source] + leaveShift[edge] : centres[source] - layers.across[source] / 2 + fixed;
    }

    /** Different signals leave a box side by side, in the order in which they go on; one alone leaves in the middle. */
    private void spreadDepartures(BoxGraph graph, boolean[] turned) {
        Adjacency out = new Adjacency(graph.boxes, graph.source);
        for (int box = 0; box < graph.boxes; box++) {
            Map<Integer, Double> next = new TreeMap<>();
            for (int i = out.from(box); i < out.to(box); i++) {
                int edge = out.edge(i);
                if (graph.target[edge] != box && Double.isNaN(graph.sourceOffset[edge])) {
                    next.putIfAbsent(graph.signal[edge], firstAfter(graph, edge, turned[edge]));
                }
            }
            if (next.size() < 2) {
                continue;
            }
            List<Integer> signals = new ArrayList<>(next.keySet());
            signals.sort(Comparator.comparingDouble(next::get));
            double room = Math.max(0, layers.across[box] - 2 * CORNER);
            double gap = Math.min(2 * PORT_GAP, room / (signals.size() - 1));
            for (int i = out.from(box); i < out.to(box); i++) {
                int place = signals.indexOf(graph.signal[out.edge(i)]);
                leaveShift[out.edge(i)] = gap * (place - (signals.size() - 1) / 2.0);
            }
        }
    }

    private double firstAfter(BoxGraph graph, int edge, boolean turned) {
        if (turned) {
            return centres[layers.firstBend[edge] + layers.bends[edge] - 1];
        }
        return layers.bends[edge] > 0 ? centres[layers.firstBend[edge]] : centres[graph.target[edge]];
    }

    /**
     * Where each edge reaches its target's border: straight ahead of its last point when the border is wide enough, in
     * the order in which the edges come in, and not too near to each other.
     */
    private double[] arrivals(BoxGraph graph, boolean[] turned) {
        double[] arrival = new double[graph.edges];
        Adjacency in = new Adjacency(graph.boxes, graph.target);
        for (int box = 0; box < graph.boxes; box++) {
            int free = 0;
            Integer[] edges = new Integer[in.degree(box)];
            double start = centres[box] - layers.across[box] / 2;
            for (int i = in.from(box); i < in.to(box); i++) {
                int edge = in.edge(i);
                if (graph.source[edge] == box) {
                    continue;
                }
                if (Double.isNaN(graph.targetOffset[edge])) {
                    arrival[edge] = lastBefore(graph, edge, turned[edge]);
                    edges[free++] = edge;
                } else {
                    arrival[edge] = start + graph.targetOffset[edge];
                }
            }
            Arrays.sort(edges, 0, free, (a, b) -> Double.compare(arrival[a], arrival[b]));
            if (layers.beginsColumn(layers.rank[box])) {
                centre(edges, free, arrival, centres[box]);
            }
            spread(edges, free, arrival, start, layers.across[box]);
        }
        return arrival;
    }

    private double lastBefore(BoxGraph graph, int edge, boolean turned) {
        if (turned) {
            return centres[layers.firstBend[edge]] - Layers.U_TURN / 2;
        }
        return layers.bends[edge] > 0
                ? centres[layers.firstBend[edge] + layers.bends[edge] - 1]
                : departure(graph, edge);
    }

    /** What comes from another column comes from nowhere near. */
    private static void centre(Integer[] edges, int count, double[] arrival, double middle) {
        for (int i = 0; i < count; i++) {
            arrival[edges[i]] = middle + PORT_GAP * (i - (count - 1) / 2.0);
        }
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
