package dev.partita.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InfoCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void saysWhatACallerAndABuilderNeedToKnow() {
        assertEquals(0, info(Fixtures.model("resnet18_w16_dynbatch").toString()), err.toString());
        String text = out.toString();
        assertTrue(text.contains("  x: float32[s77, 3, 64, 64]"), text);
        assertTrue(text.contains("s77: 1 to 64  in x[0]"), text);
        assertTrue(text.contains("torch 2.13.0+cpu, export schema 8.20, dialect TRAINING"), text);
        assertTrue(text.contains("      20  torch.ops.aten.conv2d.default"), text);
        assertTrue(text.contains("checksums match"), text);
    }

    @Test
    void jsonHasTheSameFacts() {
        assertEquals(0, info(Fixtures.model("variants/multi_model").toString(), "--json", "-"), err.toString());
        JsonNode root = JsonMapper.shared().readTree(out.toString());
        assertEquals(2, root.path("models").size());
        assertEquals("encoder", root.path("models").path(0).path("model").asString());
        assertEquals(1, root.path("models").path(0).path("graph").path("ops").path("torch.ops.aten.relu.default").asInt());
    }

    @Test
    void everyFixtureHasInformation() {
        Path models = Fixtures.assumeShared().resolve("models");
        for (String name : Fixtures.assumeSharedModels()) {
            assertEquals(0, info(models.resolve(name + ".pt2").toString()), name + ": " + err);
        }
    }

    @Test
    void aBadFileIsOneLineAndExitCodeThree() throws IOException {
        Path bad = folder.resolve("bad.pt2");
        byte[] bytes = Files.readAllBytes(Fixtures.model("mlp_tiny"));
        Files.write(bad, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertEquals(3, info(bad.toString()));
        assertEquals(
                "partita: " + bad + ": zip archive without its directory at the end: the file is truncated or has bytes"
                        + " behind it; copy or export it again",
                err.toString().strip());
        assertEquals("", out.toString());
    }

    @Test
    void aMissingFileAndAnUnknownModelAreBadFilesToo() {
        assertEquals(3, info(folder.resolve("nothing.pt2").toString()));
        assertTrue(err.toString().contains("no such file"), err.toString());
        assertEquals(3, info(Fixtures.model("mlp_tiny").toString(), "--model", "other"));
        assertTrue(err.toString().contains("holds no program 'other'; it holds model"), err.toString());
    }

    @Test
    void aMissingArgumentIsWrongUsage() {
        assertEquals(2, info());
    }

    private int info(String... args) {
        CommandLine line = Partita.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 1];
        all[0] = "info";
        System.arraycopy(args, 0, all, 1, args.length);
        return line.execute(all);
    }
}
