package dev.partita.profile;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Summary of a run in trtexec's terms. Throughput counts queries, not samples: an engine for batches of eight answers
 * eight samples per query.
 */
public record Measurement(Counts counts, Series series, Totals totals) {

    /** @param warmUpQueries dropped; @param queries kept and summed up here */
    public record Counts(int warmUpQueries, int queries) {}

    /** Per query, in milliseconds. */
    public record Series(
            Statistics latency, Statistics enqueue, Statistics h2d, Statistics compute, Statistics d2h) {}

    /**
     * @param wallMillis first kept query's start to last query's end, on the GPU clock
     * @param gpuMillis sum of the compute times
     */
    public record Totals(float wallMillis, float gpuMillis) {}

    /** Queries per second over the whole run. */
    public float throughput() {
        return counts.queries / totals.wallMillis * 1000;
    }

    /** Drops the warm-up and sums up the rest; refuses a run that is nothing but warm-up. */
    public static Measurement of(List<QueryTrace> traces, MeasureSettings settings) {
        List<QueryTrace> kept = afterWarmUp(traces, settings.span().warmUpMillis());
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("all " + traces.size() + " queries started within the warm-up of "
                    + settings.span().warmUpMillis() + " ms: measure longer or warm up shorter");
        }
        List<Float> percents = settings.reporting().percentiles();
        Statistics compute = summary(kept, percents, trace -> trace.compute().millis());
        Series series = new Series(
                summary(kept, percents, QueryTrace::latencyMillis),
                summary(kept, percents, trace -> trace.enqueue().millis()),
                summary(kept, percents, trace -> trace.h2d().millis()),
                compute,
                summary(kept, percents, trace -> trace.d2h().millis()));
        float wall = kept.getLast().d2h().end() - kept.getFirst().h2d().start();
        return new Measurement(
                new Counts(traces.size() - kept.size(), kept.size()), series,
                new Totals(wall, compute.mean() * kept.size()));
    }

    /** Everything from the first query on that starts computing after the warm-up. */
    public static List<QueryTrace> afterWarmUp(List<QueryTrace> traces, float warmUpMillis) {
        for (int first = 0; first < traces.size(); first++) {
            if (traces.get(first).compute().start() >= warmUpMillis) {
                return traces.subList(first, traces.size());
            }
        }
        return List.of();
    }

    private static Statistics summary(
            List<QueryTrace> traces, List<Float> percents, ToDoubleFunction<QueryTrace> millis) {
        float[] series = new float[traces.size()];
        for (int i = 0; i < series.length; i++) {
            series[i] = (float) millis.applyAsDouble(traces.get(i));
        }
        return Statistics.of(series, percents);
    }
}
