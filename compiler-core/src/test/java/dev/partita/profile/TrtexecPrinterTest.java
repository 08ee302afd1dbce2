package dev.partita.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.profile.QueryTrace.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrtexecPrinterTest {

    private static final MeasureSettings SETTINGS = MeasureSettings.trtexec10()
            .withSpan(new MeasureSettings.Span(10, 100, 10, 0, 0));

    private static final List<Profile.MeasuredInput> INPUTS = List.of(
            new Profile.MeasuredInput("input_ids", List.of(4L, 64L)), new Profile.MeasuredInput("scale", List.of()));

    /** A query every 5 ms: 1 ms in, 2 ms compute, 0.5 ms out. */
    private static final List<QueryTrace> TRACES = IntStream.range(0, 12)
            .mapToObj(i -> {
                float start = 5f * i;
                return new QueryTrace(new Span(start, start + 0.25f), new Span(start, start + 1),
                        new Span(start + 1, start + 3), new Span(start + 3, start + 3.5f));
            })
            .toList();

    private static Profile profile() {
        return new Profile(SETTINGS, INPUTS, Measurement.of(TRACES, SETTINGS), List.of(), 0, List.of());
    }

    @Test
    void queriesThatStartDuringTheWarmUpAreDropped() {
        Measurement measured = Measurement.of(TRACES, SETTINGS);
        // Computing starts at 1, 6, 11: the first two are warm-up.
        assertEquals(new Measurement.Counts(2, 10), measured.counts());
        assertEquals(58.5f - 10f, measured.totals().wallMillis());
        assertEquals(20f, measured.totals().gpuMillis());
        assertEquals(10 / 48.5f * 1000, measured.throughput());
    }

    @Test
    void summaryHasTrtexecsWords() {
        assertEquals("""

                === Performance summary ===
                Throughput: 206.186 qps
                Latency: min = 3.5 ms, max = 3.5 ms, mean = 3.5 ms, median = 3.5 ms, percentile(90%) = 3.5 ms, percentile(95%) = 3.5 ms, percentile(99%) = 3.5 ms
                Enqueue Time: min = 0.25 ms, max = 0.25 ms, mean = 0.25 ms, median = 0.25 ms, percentile(90%) = 0.25 ms, percentile(95%) = 0.25 ms, percentile(99%) = 0.25 ms
                H2D Latency: min = 1 ms, max = 1 ms, mean = 1 ms, median = 1 ms, percentile(90%) = 1 ms, percentile(95%) = 1 ms, percentile(99%) = 1 ms
                GPU Compute Time: min = 2 ms, max = 2 ms, mean = 2 ms, median = 2 ms, percentile(90%) = 2 ms, percentile(95%) = 2 ms, percentile(99%) = 2 ms
                D2H Latency: min = 0.5 ms, max = 0.5 ms, mean = 0.5 ms, median = 0.5 ms, percentile(90%) = 0.5 ms, percentile(95%) = 0.5 ms, percentile(99%) = 0.5 ms
                Total Host Walltime: 0.0485 s
                Total GPU Compute Time: 0.02 s""",
                String.join("\n", TrtexecPrinter.summary(profile())));
        assertEquals(
                List.of("Input shapes: input_ids:4x64, scale:scalar",
                        "Warmup completed 2 queries over 10 ms", "Timing trace has 10 queries over 0.0485 s"),
                TrtexecPrinter.prolog(profile()));
    }

    @Test
    void averagesRunOverConsecutiveQueries() {
        assertEquals(
                List.of("", "=== Trace details ===", "Trace averages of 10 runs:",
                        "Average on 10 runs - GPU latency: 2 ms - Host latency: 3.5 ms (enqueue 0.25 ms)"),
                TrtexecPrinter.averages(TRACES, SETTINGS));
    }

    @Test
    void averagesArePrintedOnlyWithTheQueries() {
        assertFalse(TrtexecPrinter.print(profile()).contains("=== Trace details ==="));
        assertTrue(TrtexecPrinter.print(profile(), TRACES).contains("=== Trace details ==="));
    }

    @Test
    void steadyRunHasNoWarnings() {
        assertEquals(List.of(), TrtexecPrinter.warnings(profile().measurement()));
    }

    @Test
    void boundAndUnstableRunsAreWarnedOf() {
        List<QueryTrace> bad = IntStream.range(0, 20)
                .mapToObj(i -> new QueryTrace(new Span(0, 5), new Span(0, 3), new Span(20, 20 + 1 + i % 2), new Span(30, 33)))
                .toList();
        List<String> warnings = TrtexecPrinter.warnings(Measurement.of(bad, SETTINGS));
        assertEquals(8, warnings.size());
        assertTrue(warnings.get(0).contains("bound by Enqueue Time"));
        assertTrue(warnings.get(2).contains("host-to-device"));
        assertTrue(warnings.get(4).contains("device-to-host"));
        assertEquals("* GPU compute time is unstable, with coefficient of variance = 33.3333%.", warnings.get(6));
    }

    @Test
    void layerTableHidesLayersWithoutTime() {
        List<LayerTiming> layers = List.of(
                new LayerTiming("conv", 18, 6, 6, 75), new LayerTiming("nothing", 0, 0, 0, 0),
                new LayerTiming("fc", 6, 2, 2, 25));
        assertEquals("""

                === Profile (3 iterations ) ===
                   Time(ms)     Avg.(ms)   Median(ms)   Time(%)   Layer
                      18.00       6.0000       6.0000      75.0   conv
                       6.00       2.0000       2.0000      25.0   fc
                      24.00       8.0000       8.0000     100.0   Total""",
                String.join("\n", TrtexecPrinter.layerTable(layers, 3)));
    }

    @Test
    void measurementThatIsAllWarmUpIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Measurement.of(TRACES.subList(0, 2), SETTINGS));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1", "1234567, 1.23457e+06", "123456, 123456", "0.00012345678, 0.000123457", "0.000012345, 1.2345e-05",
        "0, 0", "3, 3", "999999.6, 1e+06"
    })
    void numbersLookLikeThoseOfAStream(float value, String text) {
        assertEquals(text, Digits.six(value));
    }

    @Test
    void filesHaveTrtexecsKeysAndCanBeReadBack(@TempDir Path folder) throws IOException {
        Path times = folder.resolve("times.json");
        ProfileJson.writeTimes(TRACES, SETTINGS, times);
        assertEquals(TRACES.subList(2, 12), ProfileJson.readTimes(times));
        assertTrue(Files.readString(times).startsWith("[\n  {\"startEnqMs\":10.0,\"endEnqMs\":10.25,\"startH2dMs\":10.0,"));

        Path layers = folder.resolve("layers.json");
        ProfileJson.writeLayers(List.of(new LayerTiming("a \"quoted\" name", 18, 6, 6, 75)), 3, layers);
        assertEquals("""
                [
                  {"count":3}
                , {"name":"a \\"quoted\\" name","timeMs":18.0,"averageMs":6.0,"medianMs":6.0,"percentage":75.0}
                ]
                """, Files.readString(layers));
    }
}
