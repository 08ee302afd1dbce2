package dev.partita.app.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers after which a drawing is cut into columns: so that columns are about as many steps deep, and there where few
 * wires pass. Sizes do not count: opening a group makes its column longer and moves nothing to another one.
 *
 * @param after numbers of layers, ascending
 */
record ColumnCuts(List<Integer> after) {

    static final ColumnCuts NONE = new ColumnCuts(List.of());

    /** Cuts may be this share of a column away from an even division, where fewer wires pass. */
    private static final double SLACK = 0.25;

    /** Where to cut: a graph makes as many columns as its steps need, as far as it has layers. */
    static ColumnCuts of(BoxGraph graph, ColumnLength length) {
        double most = 0;
        for (int box = 0; box < graph.boxes; box++) {
            most += length.wrapped(graph.steps[box]);
        }
        return length.columns(most) == 1 ? NONE : of(graph, new AssignRanks(graph, BreakCycles.turnedEdges(graph)).ranks(), length);
    }

    private static ColumnCuts of(BoxGraph graph, int[] rank, ColumnLength length) {
        int layers = Arrays.stream(rank).max().orElse(-1) + 1;
        double[] deepest = new double[layers];
        for (int box = 0; box < graph.boxes; box++) {
            deepest[rank[box]] = Math.max(deepest[rank[box]], length.wrapped(graph.steps[box]));
        }
        int[] passing = passing(graph, rank, layers);
        List<Gap> gaps = new ArrayList<>();
        double steps = 0;
        for (int layer = 0; layer < layers; layer++) {
            steps += deepest[layer];
            if (deepest[layer] > 0) {
                gaps.add(new Gap(layer, steps, passing[layer]));
            }
        }
        return new ColumnCuts(divide(gaps, steps, length.columns(steps)));
    }

    /** How many wires lead from a layer, or one before it, to a later one. */
    private static int[] passing(BoxGraph graph, int[] rank, int layers) {
        int[] passing = new int[layers];
        for (int edge = 0; edge < graph.edges; edge++) {
            int from = rank[graph.source[edge]];
            int to = rank[graph.target[edge]];
            passing[Math.min(from, to)]++;
            passing[Math.max(from, to)]--;
        }
        Arrays.parallelPrefix(passing, Integer::sum);
        return passing;
    }

    private static List<Integer> divide(List<Gap> gaps, double steps, int columns) {
        List<Integer> cuts = new ArrayList<>();
        int from = 0;
        int last = gaps.size() - 1;
        for (int column = 1; column < columns && from < last; column++) {
            double even = steps * column / columns;
            int chosen = from;
            for (int gap = from + 1; gap < last; gap++) {
                chosen = gaps.get(gap).isBetter(gaps.get(chosen), even, SLACK * steps / columns) ? gap : chosen;
            }
            cuts.add(gaps.get(chosen).layer);
            from = chosen + 1;
        }
        return List.copyOf(cuts);
    }

    /** Behind a layer: how many steps there are up to it, and how many wires pass. */
    private record Gap(int layer, double steps, int wires) {

        /** Near an even division fewer wires count; elsewhere only how near it is. */
        boolean isBetter(Gap than, double even, double slack) {
            double off = Math.abs(steps - even);
            double thanOff = Math.abs(than.steps - even);
            if (off <= slack && thanOff <= slack && wires != than.wires) {
                return wires < than.wires;
            }
            return off < thanOff;
        }
    }

    /** The column of each layer. */
    int[] ofLayers(int layers) {
        int[] column = new int[layers];
        for (int cut : after) {
            if (cut + 1 < layers) {
                column[cut + 1]++;
            }
        }
        Arrays.parallelPrefix(column, Integer::sum);
        return column;
    }

    /** The same cuts where so many layers were added before the first. */
    ColumnCuts behind(int layers) {
        return layers == 0 ? this : new ColumnCuts(after.stream().map(cut -> cut + layers).toList());
    }
}
