package dev.partita.profile;

import java.util.List;

/**
 * How to measure an engine.
 *
 * @param span how long
 * @param mode what a query includes and how it is launched
 * @param reporting how the result is cut into averages and percentiles
 */
public record MeasureSettings(Span span, Mode mode, Reporting reporting) {

    /**
     * @param warmUpMillis queries that start before this much GPU time has passed are dropped
     * @param durationMillis GPU time to measure at least, after the warm-up
     * @param iterations queries to measure at least
     * @param sleepMillis pause on the GPU stream before the first query
     * @param idleMillis pause on the host between measured queries
     */
    public record Span(int warmUpMillis, int durationMillis, int iterations, int sleepMillis, int idleMillis) {}

    /**
     * @param transfers copy inputs and outputs in each query
     * @param overlap keep two queries in flight
     * @param cudaGraph capture once, launch the graph per query; falls back when capture fails
     * @param spinWait poll for the end of a query instead of sleeping until it
     * @param layers also measure each layer, in a second run
     */
    public record Mode(boolean transfers, boolean overlap, boolean cudaGraph, boolean spinWait, boolean layers) {}

    /**
     * @param averageRuns consecutive queries per printed average
     * @param percentiles each in 0..100
     */
    public record Reporting(int averageRuns, List<Float> percentiles) {
        public Reporting {
            percentiles = List.copyOf(percentiles);
            for (float percentile : percentiles) {
                if (!(percentile >= 0 && percentile <= 100)) {
                    throw new IllegalArgumentException("percentile " + percentile + " is not in 0..100");
                }
            }
        }
    }

    private static final Span THREE_SECONDS = new Span(200, 3000, 10, 0, 0);
    private static final Reporting USUAL = new Reporting(10, List.of(90f, 95f, 99f));

    /** The defaults of trtexec 10.16: transfers timed, no CUDA graph, blocking waits. */
    public static MeasureSettings trtexec10() {
        return new MeasureSettings(THREE_SECONDS, new Mode(true, true, false, false, false), USUAL);
    }

    /** The defaults of trtexec 11.1: no transfers, CUDA graph, spinning waits. */
    public static MeasureSettings trtexec11() {
        return new MeasureSettings(THREE_SECONDS, new Mode(false, true, true, true, false), USUAL);
    }

    public MeasureSettings withSpan(Span changed) {
        return new MeasureSettings(changed, mode, reporting);
    }

    public MeasureSettings withMode(Mode changed) {
        return new MeasureSettings(span, changed, reporting);
    }

    public MeasureSettings withLayers(boolean layers) {
        return withMode(new Mode(mode.transfers, mode.overlap, mode.cudaGraph, mode.spinWait, layers));
    }

    public MeasureSettings withCudaGraph(boolean cudaGraph) {
        return withMode(new Mode(mode.transfers, mode.overlap, cudaGraph, mode.spinWait, mode.layers));
    }

    public MeasureSettings withTransfers(boolean transfers) {
        return withMode(new Mode(transfers, mode.overlap, mode.cudaGraph, mode.spinWait, mode.layers));
    }
}
