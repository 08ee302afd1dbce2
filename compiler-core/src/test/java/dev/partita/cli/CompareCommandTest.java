package dev.partita.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.profile.LayerTiming;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.Measurement;
import dev.partita.profile.Profile;
import dev.partita.profile.QueryTrace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void showsTheChangeOfEachNumberAndTheLayersThatChangedMost() throws Exception {
        Path before = write("a.json", profile(2, new LayerTiming("conv1", 10, 1, 1, 50), new LayerTiming("gone", 10, 1, 0.5f, 50)));
        Path after = write("b.json", profile(1, new LayerTiming("conv1", 10, 1, 0.25f, 100)));

        assertEquals(0, run("compare", before.toString(), after.toString()), err.toString());

        assertTrue(out.toString().lines().anyMatch(line -> line.contains("-50.0 %") && line.contains("GPU compute, median")), out.toString());
        assertTrue(out.toString().lines().anyMatch(line -> line.contains("-75.0 %") && line.contains("conv1")), out.toString());
        assertTrue(out.toString().lines().anyMatch(line -> line.contains(" - ") && line.contains("gone")), out.toString());
    }

    @Test
    void aFileWithoutAProfileIsABadFile() throws Exception {
        Path other = folder.resolve("other.json");
        Files.writeString(other, "{}");

        assertEquals(3, run("compare", other.toString(), other.toString()));
        assertTrue(err.toString().contains("holds no profile"), err.toString());
        Files.writeString(other, "{\"engines\":[{\"segment\":\"a\",\"profile\":{}}]}");
        assertEquals(3, run("compare", other.toString(), other.toString()));
        assertTrue(err.toString().endsWith("measure again with 'partita profile --json'" + System.lineSeparator()), err.toString());
    }

    private static Profile profile(float computeMillis, LayerTiming... layers) {
        MeasureSettings settings = MeasureSettings.trtexec11();
        List<QueryTrace> traces = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            float start = 300 + 10 * i;
            QueryTrace.Span compute = new QueryTrace.Span(start, start + computeMillis);
            QueryTrace.Span nothing = new QueryTrace.Span(start, start);
            QueryTrace.Span end = new QueryTrace.Span(start + computeMillis, start + computeMillis);
            traces.add(new QueryTrace(nothing, nothing, compute, end));
        }
        return new Profile(settings, List.of(), Measurement.of(traces, settings), List.of(layers), 20, List.of());
    }

    private Path write(String name, Profile profile) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, JsonMapper.builder().build().writeValueAsString(
                Map.of("engines", List.of(Map.of("segment", "_run_on_acc_0", "profile", profile)))));
        return file;
    }

    private int run(String... arguments) {
        CommandLine commandLine = Partita.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }
}
