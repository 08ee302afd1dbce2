package dev.partita.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

class PrintCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theNodesOfAStageAreThoseOfTheDryRun() {
        JsonNode lowered = json("--stage", "lowered");
        assertEquals("mlp_tiny.pt2", lowered.get("model").asString());
        assertEquals("model", lowered.get("program").asString());
        JsonNode dryRun = read("partition", "--json", "-");
        assertEquals(dryRun.get("lowered").size(), lowered.get("nodes").size());
        assertEquals(dryRun.get("lowered").get(3).get("val"), lowered.get("nodes").get(3).get("val"));
        assertFalse(lowered.get("nodes").get(3).has("segment"));
        assertEquals(dryRun.get("lowered"), json("--stage", "partitioned", "--min-block-size", "5").get("nodes"));
        assertTrue(json("--stage", "exported").get("nodes").size() > 3);
    }

    @Test
    void networksHaveTheirLayersAndWeightsByLabel() {
        JsonNode networks = json("--stage", "network", "--min-block-size", "1").get("networks");
        assertEquals(1, networks.size());
        JsonNode network = networks.get("_run_on_acc_0");
        assertTrue(network.get("layers").size() > 2, network.toString());
        JsonNode weight = network.findParents("label").getFirst();
        assertTrue(weight.has("dtype") && weight.has("dims"), weight.toString());
        assertFalse(weight.has("at"), "there is no file of weights to point into");
    }

    @Test
    void aFileOfJsonLeavesTheTextOnStandardOutput(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("nodes.json");
        assertEquals(0, run("print", "--json", file.toString()), err.toString());
        assertTrue(out.toString().contains("aten.relu.default"), out.toString());
        assertEquals("lowered", JsonMapper.shared().readTree(Files.readString(file)).get("stage").asString());
    }

    private JsonNode json(String... args) {
        String[] words = new String[args.length + 3];
        words[0] = "print";
        System.arraycopy(args, 0, words, 1, args.length);
        words[words.length - 2] = "--json";
        words[words.length - 1] = "-";
        return read(words);
    }

    private JsonNode read(String... words) {
        out.getBuffer().setLength(0);
        assertEquals(0, run(words), err.toString());
        return JsonMapper.shared().readTree(out.toString());
    }

    /** The command, the model behind it, and the rest. */
    private int run(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = words[0];
        all[1] = Fixtures.model("mlp_tiny").toString();
        System.arraycopy(words, 1, all, 2, words.length - 1);
        CommandLine line = Partita.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(all);
    }
}
