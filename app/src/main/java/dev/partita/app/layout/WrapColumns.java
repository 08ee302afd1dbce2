package dev.partita.app.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the columns of a drawing side by side, like those of a newspaper; those of a drawing from left to right are rows.
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

    /** Where a column begins and ends along the drawing; what lies across is in a frame of its own. */
    record Column(double start, double end) {}

    /** Where a value passes a cut; wires with the same value and place stay together. */
    private record Place(int source, int signal, long across) {}

    private final BoxGraph graph;
    private final Drawing drawing;
    private final Along at;
    private final List<Column> columns;
    /** By cut: a track for each place that something passes, 0 for the one that turns first. */
    private final List<Map<Place, Integer>> tracks = new ArrayList<>();
    /** By column: how far it reaches across in its frame, and where it starts in the new drawing. */
    private final double[] least;
    private final double[] most;
    private final double[] left;
    /** Where columns start along the new drawing: behind the wires that come in. */
    private final double head;
    private double extent;

    private WrapColumns(BoxGraph graph, Drawing drawing, Along at, List<Column> columns) {
        this.graph = graph;
        this.drawing = drawing;
        this.at = at;
        this.columns = columns;
        least = new double[columns.size()];
        most = new double[columns.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        for (int box = 0; box < graph.boxes; box++) {
            reach(column(at.start(box)), at.left(box), at.right(box));
        }
        findTracks();
        left = new double[columns.size()];
        int widest = 0;
        for (int column = 0; column < tracks.size(); column++) {
            int here = tracks.get(column).size();
            widest = Math.max(widest, here);
            left[column + 1] = left[column] + most[column] - least[column] + 2 * MARGIN + here * LANE;
        }
        head = MARGIN + widest * LANE;
    }

    static Drawing of(BoxGraph graph, Drawing drawing, Direction direction, List<Column> columns) {
        return new WrapColumns(graph, drawing, new Along(graph, drawing, direction == Direction.TOP_DOWN), columns).wrapped();
    }

    private void reach(int column, double from, double to) {
        least[column] = Math.min(least[column], from);
        most[column] = Math.max(most[column], to);
    }

    /** The column of a place along the uncut drawing; what lies between two belongs to the second. */
    private int column(double along) {
        int low = 0;
        int high = columns.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (along > columns.get(middle).end + Along.NEAR) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void findTracks() {
        List<TreeMap<Long, List<Place>>> passing = new ArrayList<>();
        for (int cut = 0; cut + 1 < columns.size(); cut++) {
            passing.add(new TreeMap<>(Comparator.reverseOrder()));
        }
        for (int edge = 0; edge < graph.edges; edge++) {
            Route route = drawing.route(edge);
            for (int p = 0; p < route.size(); p++) {
                int column = column(at.along(route, p));
                reach(column, at.across(route, p), at.across(route, p));
                int before = p == 0 ? column : column(at.along(route, p - 1));
                for (int cut = Math.min(before, column); cut < Math.max(before, column); cut++) {
                    double across = acrossAt(route, p, cut);
                    reach(cut, across, across);
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

    /** Where the piece of a route that ends at {@code point} leaves the column before a cut, in that column's frame. */
    private double acrossAt(Route route, int point, int cut) {
        return at.acrossAt(route, point, columns.get(cut).end);
    }

    private Drawing wrapped() {
        for (int box = 0; box < graph.boxes; box++) {
            extent = Math.max(extent, at.end(box) + shift(column(at.start(box))));
        }
        for (int cut = 0; cut < tracks.size(); cut++) {
            extent = Math.max(extent, columns.get(cut).end + shift(cut) + MARGIN + tracks.get(cut).size() * LANE);
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
        int last = columns.size() - 1;
        double breadth = left[last] + most[last] - least[last];
        return new Drawing(x, y, routes, at.topDown() ? breadth : extent, at.topDown() ? extent : breadth, rank, drawing.crossings());
    }

    /** How far a column moves along the drawing. */
    private double shift(int column) {
        return head - columns.get(column).start;
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
                pass(way, column, edge, acrossAt(route, p, column), at.across(route, p), true);
                column++;
            }
            while (column > target) {
                column--;
                pass(way, column, edge, acrossAt(route, p, column), at.across(route, p - 1), false);
            }
            add(way, at.along(route, p) + shift(column), at.across(route, p) + left[column] - least[column]);
        }
        if (graph.anchor[graph.target[edge]] == BoxGraph.Anchor.LAST) {
            add(way, extent, at.across(route, route.size() - 1) + left[column] - least[column]);
        }
        return way.route();
    }

    /**
     * From the end of a column to the start of the next, or back.
     *
     * @param out where across the wire leaves the column
     * @param in where across it goes on in the next one
     */
    private void pass(Route.Joiner way, int column, int edge, double out, double in, boolean onward) {
        int track = tracks.get(column).getOrDefault(place(edge, out), 0);
        double end = columns.get(column).end + shift(column);
        double below = end + MARGIN + track * LANE;
        double beside = left[column] + most[column] - least[column] + MARGIN + track * LANE;
        double above = head - MARGIN - (tracks.get(column).size() - 1 - track) * LANE;
        double from = out + left[column] - least[column];
        double to = in + left[column + 1] - least[column + 1];
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
