package dev.partita.profile;

import java.util.Arrays;
import java.util.List;

/**
 * Summary of one series in milliseconds. All arithmetic is float32 and the percentile rule has no interpolation,
 * as in trtexec, so that the same traces give the same digits.
 *
 * @param coefficientOfVariation population standard deviation over mean, in percent
 */
public record Statistics(
        Range range, float mean, float median, List<Percentile> percentiles, float coefficientOfVariation) {

    public Statistics {
        percentiles = List.copyOf(percentiles);
    }

    public record Range(float min, float max) {}

    /** The value that {@code percent} percent of the series do not exceed, by trtexec's rule. */
    public record Percentile(float percent, float millis) {}

    /** Summary of at least one value. */
    public static Statistics of(float[] series, List<Float> percents) {
        if (series.length == 0) {
            throw new IllegalArgumentException("nothing was measured: a summary needs at least one query");
        }
        float[] sorted = series.clone();
        Arrays.sort(sorted);
        List<Percentile> percentiles = percents.stream()
                .map(percent -> new Percentile(percent, sorted[percentileIndex(sorted.length, percent)]))
                .toList();
        // Over the sorted series: float32 sums depend on the order, and trtexec sorts first.
        float mean = mean(sorted);
        return new Statistics(new Range(sorted[0], sorted[sorted.length - 1]), mean, median(sorted), percentiles,
                variation(sorted, mean));
    }

    /** Zero-based place of a percentile among {@code count} ascending values; float32 rounding is part of the rule. */
    static int percentileIndex(int count, float percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percentile " + percent + " is not in 0..100");
        }
        int exclude = (int) ((1 - percent / 100) * count);
        return Math.max(count - 1 - exclude, 0);
    }

    static float mean(float[] series) {
        float sum = 0;
        for (float value : series) {
            sum += value;
        }
        return sum / series.length;
    }

    /** The middle value, or the mean of the two middle ones. */
    static float median(float[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static float variation(float[] series, float mean) {
        float squares = 0;
        for (float value : series) {
            squares += (value - mean) * (value - mean);
        }
        return mean == 0 ? 0 : (float) Math.sqrt(squares / series.length) / mean * 100;
    }
}
