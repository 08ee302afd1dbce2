package dev.partita.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A profile in trtexec's own words and number format, so that scripts and people that read trtexec read this. */
public final class TrtexecPrinter {

    private static final float ENQUEUE_BOUND = 0.8f;
    private static final float UNSTABLE_PERCENT = 2.5f;
    /** trtexec prints this many averages at the start and at the end, and leaves out those between. */
    private static final int AVERAGES_SHOWN = 200;

    private TrtexecPrinter() {}

    /** Prolog, summary, warnings, and the layer table when there is one. */
    public static List<String> print(Profile profile) {
        return print(profile, List.of());
    }

    /** The same with the averages of all queries, as trtexec itself prints them: hundreds of lines. */
    public static List<String> print(Profile profile, List<QueryTrace> traces) {
        List<String> lines = new ArrayList<>(prolog(profile));
        if (!traces.isEmpty()) {
            lines.addAll(averages(traces, profile.settings()));
        }
        lines.addAll(summary(profile));
        lines.addAll(warnings(profile.measurement()));
        if (!profile.layers().isEmpty()) {
            lines.addAll(layerTable(profile.layers(), profile.layerQueries()));
        }
        return lines;
    }

    static List<String> prolog(Profile profile) {
        Measurement measured = profile.measurement();
        return List.of(
                "Input shapes: " + (profile.inputs().isEmpty()
                        ? "none"
                        : profile.inputs().stream().map(Profile.MeasuredInput::toString).collect(Collectors.joining(", "))),
                "Warmup completed " + measured.counts().warmUpQueries() + " queries over "
                        + profile.settings().span().warmUpMillis() + " ms",
                "Timing trace has " + measured.counts().queries() + " queries over "
                        + Digits.six(measured.totals().wallMillis() / 1000) + " s");
    }

    static List<String> averages(List<QueryTrace> traces, MeasureSettings settings) {
        int runs = settings.reporting().averageRuns();
        List<QueryTrace> kept = Measurement.afterWarmUp(traces, settings.span().warmUpMillis());
        List<String> lines = new ArrayList<>(
                List.of("", "=== Trace details ===", "Trace averages of " + runs + " runs:"));
        int averages = kept.size() / runs;
        for (int i = 0; i < averages; i++) {
            if (averages > 2 * AVERAGES_SHOWN && i == AVERAGES_SHOWN) {
                lines.add("... Omitting " + (kept.size() - 2 * AVERAGES_SHOWN * runs) + " lines");
                i = averages - AVERAGES_SHOWN;
            }
            lines.add(average(kept.subList(i * runs, (i + 1) * runs)));
        }
        return lines;
    }

    private static String average(List<QueryTrace> traces) {
        float compute = 0;
        float latency = 0;
        float enqueue = 0;
        for (QueryTrace trace : traces) {
            compute += trace.compute().millis();
            latency += trace.latencyMillis();
            enqueue += trace.enqueue().millis();
        }
        int runs = traces.size();
        return "Average on " + runs + " runs - GPU latency: " + Digits.six(compute / runs) + " ms - Host latency: "
                + Digits.six(latency / runs) + " ms (enqueue " + Digits.six(enqueue / runs) + " ms)";
    }

    /** The seven lines that everybody quotes. */
    public static List<String> summary(Profile profile) {
        Measurement measured = profile.measurement();
        Measurement.Series series = measured.series();
        return List.of(
                "",
                "=== Performance summary ===",
                "Throughput: " + Digits.six(measured.throughput()) + " qps",
                "Latency: " + words(series.latency()),
                "Enqueue Time: " + words(series.enqueue()),
                "H2D Latency: " + words(series.h2d()),
                "GPU Compute Time: " + words(series.compute()),
                "D2H Latency: " + words(series.d2h()),
                "Total Host Walltime: " + Digits.six(measured.totals().wallMillis() / 1000) + " s",
                "Total GPU Compute Time: " + Digits.six(measured.totals().gpuMillis() / 1000) + " s");
    }

    private static String words(Statistics statistics) {
        StringBuilder words = new StringBuilder()
                .append("min = ").append(Digits.six(statistics.range().min()))
                .append(" ms, max = ").append(Digits.six(statistics.range().max()))
                .append(" ms, mean = ").append(Digits.six(statistics.mean()))
                .append(" ms, median = ").append(Digits.six(statistics.median())).append(" ms");
        for (Statistics.Percentile percentile : statistics.percentiles()) {
            words.append(", percentile(").append(Digits.six(percentile.percent())).append("%) = ")
                    .append(Digits.six(percentile.millis())).append(" ms");
        }
        return words.toString();
    }

    /** What makes the numbers less than they could be, or less trustworthy. Empty when nothing does. */
    public static List<String> warnings(Measurement measured) {
        Measurement.Series series = measured.series();
        float compute = series.compute().median();
        List<String> lines = new ArrayList<>();
        if (series.enqueue().median() > ENQUEUE_BOUND * compute) {
            lines.add("* Throughput may be bound by Enqueue Time rather than GPU Compute and the GPU may be under-utilized.");
            lines.add("  A CUDA graph, if not already in use, may increase the throughput.");
        }
        if (series.h2d().median() >= compute) {
            lines.add("* Throughput may be bound by host-to-device transfers for the inputs rather than GPU Compute and"
                    + " the GPU may be under-utilized.");
            lines.add("  Leave the data transfers out to see the throughput without them.");
        }
        if (series.d2h().median() >= compute) {
            lines.add("* Throughput may be bound by device-to-host transfers for the outputs rather than GPU Compute and"
                    + " the GPU may be under-utilized.");
            lines.add("  Leave the data transfers out to see the throughput without them.");
        }
        if (series.compute().coefficientOfVariation() > UNSTABLE_PERCENT) {
            lines.add("* GPU compute time is unstable, with coefficient of variance = "
                    + Digits.six(series.compute().coefficientOfVariation()) + "%.");
            lines.add("  If not already in use, locking GPU clock frequency may improve the stability.");
        }
        return lines;
    }

    /** trtexec's table; layers without any time are left out, as there. */
    public static List<String> layerTable(List<LayerTiming> layers, int queries) {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "=== Profile (" + queries + " iterations ) ===",
                "   Time(ms)     Avg.(ms)   Median(ms)   Time(%)   Layer"));
        float total = 0;
        float medians = 0;
        for (LayerTiming layer : layers) {
            total += layer.totalMillis();
            medians += layer.medianMillis();
            if (layer.totalMillis() != 0) {
                lines.add(row(layer.totalMillis(), layer.averageMillis(), layer.medianMillis(), layer.percentage(),
                        layer.name()));
            }
        }
        lines.add(row(total, queries == 0 ? 0 : total / queries, medians, 100, "Total"));
        return lines;
    }

    private static String row(float total, float average, float median, float percent, String name) {
        return String.format(Locale.ROOT, "%11.2f%13.4f%13.4f%10.1f   %s", total, average, median, percent, name);
    }
}
