package dev.partita.app.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Where a drawing may be cut into columns, and where best: between layers, so that columns hold about the same, and there
 * where few wires pass. Sizes do not count: opening a group makes its column longer and moves nothing to another one.
 */
final class ColumnCuts {

    /** Cuts may be this share of a column away from an even division, where fewer wires pass. */
    private static final double SLACK = 0.25;

    /** Between two layers: where the upper one ends, the share of everything up to there, and how many wires pass. */
    private record Gap(double along, double share, int wires) {}

    private final List<Gap> gaps = new ArrayList<>();

    /** @param weight of each box; 0 for ports */
    ColumnCuts(Along at, int... weight) {
        Integer[] order = IntStream.range(0, weight.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer box) -> at.start(box)).thenComparing(box -> box));
        TreeMap<Double, Double> weightUpTo = new TreeMap<>();
        double end = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int box : order) {
            if (at.start(box) > end + Along.NEAR && sum > 0) {
                weightUpTo.put(end, sum);
            }
            end = Double.isInfinite(end) ? at.end(box) : Math.max(end, at.end(box));
            sum += weight[box];
        }
        TreeMap<Double, Integer> change = changes(at, weightUpTo);
        int passing = 0;
        for (var gap : weightUpTo.entrySet()) {
            passing += change.getOrDefault(gap.getKey(), 0);
            if (gap.getValue() < sum) {
                gaps.add(new Gap(gap.getKey(), gap.getValue() / sum, passing));
            }
        }
    }

    /** By how many the wires that pass grow from one gap to the next. */
    private static TreeMap<Double, Integer> changes(Along at, TreeMap<Double, Double> gaps) {
        TreeMap<Double, Integer> change = new TreeMap<>();
        for (int edge = 0; edge < at.drawing().edgeCount(); edge++) {
            Route route = at.drawing().route(edge);
            if (route.size() > 1) {
                double start = at.along(route, 0);
                double end = at.along(route, route.size() - 1);
                Double first = gaps.ceilingKey(Math.min(start, end) - Along.NEAR);
                Double behind = gaps.ceilingKey(Math.max(start, end) - Along.NEAR);
                if (first != null && !first.equals(behind)) {
                    change.merge(first, 1, Integer::sum);
                    if (behind != null) {
                        change.merge(behind, -1, Integer::sum);
                    }
                }
            }
        }
        return change;
    }

    /** Where to cut for so many columns, ascending; fewer places when there are too few layers. */
    double[] into(int columns) {
        double[] cuts = new double[Math.max(0, columns - 1)];
        int found = 0;
        int from = 0;
        for (int column = 1; column < columns && from < gaps.size(); column++) {
            double even = column / (double) columns;
            int chosen = from;
            for (int gap = from + 1; gap < gaps.size(); gap++) {
                chosen = isBetter(gaps.get(gap), gaps.get(chosen), even, SLACK / columns) ? gap : chosen;
            }
            cuts[found++] = gaps.get(chosen).along;
            from = chosen + 1;
        }
        return Arrays.copyOf(cuts, found);
    }

    /** Near an even division fewer wires count; elsewhere only how near it is. */
    private static boolean isBetter(Gap gap, Gap than, double even, double slack) {
        double off = Math.abs(gap.share - even);
        double thanOff = Math.abs(than.share - even);
        if (off <= slack && thanOff <= slack && gap.wires != than.wires) {
            return gap.wires < than.wires;
        }
        return off < thanOff;
    }
}
