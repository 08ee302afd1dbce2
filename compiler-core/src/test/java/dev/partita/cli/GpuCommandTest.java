package dev.partita.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.gpuruntime.GpuRuntime;
import dev.partita.gpuruntime.NativeLibrary;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GpuCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"gpu --json -", "gpu status --json -", "gpu --json - status"})
    void whatIsInstalledIsSaidAsJson(String words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Partita.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        assertEquals(0, line.execute(words.split(" ")), err.toString());
        JsonNode status = JsonMapper.shared().readTree(out.toString());
        assertEquals(GpuRuntime.ofUser().isComplete(), status.get("complete").asBoolean());
        assertEquals(NativeLibrary.values().length, status.get("libraries").size());
        assertEquals(NativeLibrary.TENSORRT.bytes(), status.get("libraries").get(0).get("bytes").asLong());
        assertTrue(err.toString().contains("TensorRT 10.6: builds and runs engines"), "words are no JSON: " + err);
    }
}
