package dev.partita.app.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a long drawing into columns, side by side like those of a newspaper; a drawing from left to right into rows.
 *
 * <pre>
 *   a            a   ┌──┐
 *   b            b   │  c
 *   c      →     └───┘  d
 *   d
 * </pre>
 *
 * <p>A wire that passes a cut goes on below its column, up beside it, and in at the top of the next. Wires nest on that way
 * as they stand at the cut, so it adds no crossings, and it runs where no boxes are.
 */
final class WrapColumns {

    private static final double LANE = 9;
    private static final double MARGIN = 22;

    /** Where a value passes a cut; wires with the same value and place stay together. */
    private record Place(int source, int signal, long across) {}

    private final BoxGraph graph;
    private final Drawing drawing;
    private final Along at;
    private final double[] cuts;
    /** By cut: a track for each place that something passes, 0 for the one that turns first. */
    private final List<Map<Place, Integer>> tracks = new ArrayList<>();
    /** By column: how far it reaches across in the uncut drawing, and where it starts in the new one. */
    private final double[] least;
    private final double[] most;
    private final double[] left;
    /** Where columns start along the new drawing: behind the wires that come in. */
    private final double head;
    private double extent;

    private WrapColumns(BoxGraph graph, Drawing drawing, Along at, double... cuts) {
        this.graph = graph;
        this.drawing = drawing;
        this.at = at;
        this.cuts = cuts;
        least = new double[cuts.length + 1];
        most = new double[cuts.length + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        for (int box = 0; box < graph.boxes; box++) {
            reach(column(at.start(box)), at.left(box), at.right(box));
        }
        findTracks();
        left = new double[cuts.length + 1];
        int widest = 0;
        for (int column = 0; column < cuts.length; column++) {
            int here = tracks.get(column).size();
            widest = Math.max(widest, here);
            left[column + 1] = left[column] + most[column] - least[column] + 2 * MARGIN + here * LANE;
        }
        head = MARGIN + widest * LANE;
    }

    /**
     * A drawing in so many columns, or in as many as its layers allow.
     *
     * @param weight how much each box holds; 0 for ports
     */
    static Drawing of(BoxGraph graph, Drawing drawing, Direction direction, int columns, int... weight) {
        Along at = new Along(graph, drawing, direction == Direction.TOP_DOWN);
        double[] cuts = new ColumnCuts(at, weight).into(columns);
        return cuts.length == 0 ? drawing : new WrapColumns(graph, drawing, at, cuts).wrapped();
    }

    private void reach(int column, double from, double to) {
        least[column] = Math.min(least[column], from);
        most[column] = Math.max(most[column], to);
    }

    /** The column of a place along the uncut drawing; the cut itself belongs to the one before it. */
    private int column(double along) {
        int column = 0;
        while (column < cuts.length && along > cuts[column] + Along.NEAR) {
            column++;
        }
        return column;
    }

    private void findTracks() {
        List<TreeMap<Long, List<Place>>> passing = new ArrayList<>();
        for (int cut = 0; cut < cuts.length; cut++) {
            passing.add(new TreeMap<>(Comparator.reverseOrder()));
        }
        for (int edge = 0; edge < graph.edges; edge++) {
            Route route = drawing.route(edge);
            for (int p = 0; p < route.size(); p++) {
                int column = column(at.along(route, p));
                reach(column, at.across(route, p), at.across(route, p));
                int before = p == 0 ? column : column(at.along(route, p - 1));
                for (int cut = Math.min(before, column); cut < Math.max(before, column); cut++) {
                    double across = at.acrossAt(route, p, cuts[cut]);
                    reach(cut, across, across);
                    reach(cut + 1, across, across);
                    Place place = place(edge, across);
                    List<Place> there = passing.get(cut).computeIfAbsent(place.across, missing -> new ArrayList<>());
                    if (!there.contains(place)) {
                        there.add(place);
                    }
                }
            }
        }
        for (TreeMap<Long, List<Place>> places : passing) {
            Map<Place, Integer> found = new HashMap<>();
            places.values().forEach(there -> there.forEach(place -> found.put(place, found.size())));
            tracks.add(found);
        }
    }

    private Place place(int edge, double across) {
        return new Place(graph.source[edge], graph.signal[edge], Math.round(across * 100));
    }

    private Drawing wrapped() {
        for (int box = 0; box < graph.boxes; box++) {
            extent = Math.max(extent, at.end(box) + shift(column(at.start(box))));
        }
        for (int cut = 0; cut < cuts.length; cut++) {
            extent = Math.max(extent, cuts[cut] + shift(cut) + MARGIN + tracks.get(cut).size() * LANE);
        }
        double[] x = new double[graph.boxes];
        double[] y = new double[graph.boxes];
        for (int box = 0; box < graph.boxes; box++) {
            int column = column(at.start(box));
            double along = switch (graph.anchor[box]) {
                case FIRST -> 0;
                case LAST -> extent;
                case NONE -> at.start(box) + shift(column);
            };
            double across = at.left(box) + left[column] - least[column];
            x[box] = at.topDown() ? across : along;
            y[box] = at.topDown() ? along : across;
        }
        Route[] routes = new Route[graph.edges];
        int[] rank = new int[graph.boxes];
        Arrays.setAll(rank, drawing::rank);
        Arrays.setAll(routes, this::route);
        double breadth = left[cuts.length] + most[cuts.length] - least[cuts.length];
        return new Drawing(x, y, routes, at.topDown() ? breadth : extent, at.topDown() ? extent : breadth, rank, drawing.crossings());
    }

    private double shift(int column) {
        return head - (column == 0 ? 0 : cuts[column - 1]);
    }

    private Route route(int edge) {
        Route route = drawing.route(edge);
        if (route.size() < 2) {
            return route;
        }
        Route.Joiner way = new Route.Joiner();
        int column = column(at.along(route, 0));
        if (graph.anchor[graph.source[edge]] == BoxGraph.Anchor.FIRST) {
            add(way, 0, at.across(route, 0) + left[column] - least[column]);
        }
        for (int p = 0; p < route.size(); p++) {
            int target = column(at.along(route, p));
            while (column < target) {
                pass(way, column, edge, at.acrossAt(route, p, cuts[column]), true);
                column++;
            }
            while (column > target) {
                column--;
                pass(way, column, edge, at.acrossAt(route, p, cuts[column]), false);
            }
            add(way, at.along(route, p) + shift(column), at.across(route, p) + left[column] - least[column]);
        }
        if (graph.anchor[graph.target[edge]] == BoxGraph.Anchor.LAST) {
            add(way, extent, at.across(route, route.size() - 1) + left[column] - least[column]);
        }
        return way.route();
    }

    /** From the end of a column to the start of the next, or back. */
    private void pass(Route.Joiner way, int column, int edge, double across, boolean onward) {
        int track = tracks.get(column).getOrDefault(place(edge, across), 0);
        double end = cuts[column] + shift(column);
        double below = end + MARGIN + track * LANE;
        double beside = left[column] + most[column] - least[column] + MARGIN + track * LANE;
        double above = head - MARGIN / 2 - (tracks.get(column).size() - 1 - track) * LANE;
        double from = across + left[column] - least[column];
        double to = across + left[column + 1] - least[column + 1];
        double[][] corners = {{end, from}, {below, from}, {below, beside}, {above, beside}, {above, to}, {head, to}};
        for (int i = 0; i < corners.length; i++) {
            double[] corner = corners[onward ? i : corners.length - 1 - i];
            add(way, corner[0], corner[1]);
        }
    }

    private void add(Route.Joiner way, double along, double across) {
        way.add(at.topDown() ? across : along, at.topDown() ? along : across);
    }
}
