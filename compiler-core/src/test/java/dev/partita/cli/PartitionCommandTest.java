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

class PartitionCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theDryRunSaysCoverageBlocksAndSweep() {
        assertEquals(0, run("partition", model("resnet18_w16"), "--match-torch-tensorrt"));
        assertTrue(out.toString().contains("89 of 89 ops can run in TensorRT (100.0 %): 1 engine"), out.toString());
        assertTrue(out.toString().contains("TensorRT engine #1  _run_on_acc_0  89 ops"), out.toString());
        assertTrue(out.toString().contains("90 and more"), out.toString());
    }

    @Test
    void anExcludedOpIsNamedAsTheUsersOwnWish() {
        assertEquals(0, run("partition", model("mlp_tiny"), "--min-block-size", "1", "--torch-executed-ops", "aten.relu"));
        assertTrue(out.toString().contains("Excluded by you: torch_executed_ops names aten.relu."), out.toString());
    }

    @Test
    void flagsWinOverTheSettingsFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.json"), "{\"min_block_size\": 2, \"use_fast_partitioner\": false}");
        assertEquals(0, run("partition", model("mlp_tiny"), "--settings", file.toString(), "--min-block-size", "1",
                "--json", "-"));
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertEquals(1, json.get("settings").get("min_block_size").asInt());
        assertEquals(false, json.get("settings").get("use_fast_partitioner").asBoolean());
        assertEquals("global", json.get("partitioner_used").asString());
        assertEquals(1, json.get("counts").get("trt_engines").asInt());
    }

    @Test
    void aMisspeltFlagIsRefusedWithASuggestion() {
        assertEquals(2, run("partition", model("mlp_tiny"), "--min-blok-size", "1"));
        assertTrue(err.toString().contains("--min-block-size"), err.toString());
    }

    @Test
    void anOptionWithoutEffectIsRefusedWithItsReason() {
        assertEquals(2, run("partition", model("mlp_tiny"), "--tiling-optimization-level", "full"));
        assertTrue(err.toString().contains("TensorRT 10.6 has no tiling"), err.toString());
    }

    @Test
    void contradictionsAreRefusedBeforeAnythingRuns() {
        assertEquals(2, run("partition", "no-such-file.pt2", "--enabled-precisions", "f16"));
        assertTrue(err.toString().contains("builders_choice"), err.toString());
    }

    @Test
    void rangesOutsideTheProgramsOwnAreRefusedBeforeAnythingRuns() {
        assertEquals(2, run("partition", model("resnet18_w16_dynbatch"), "--input", "x=min:1x3x64x64,max:999x3x64x64"));
        assertTrue(err.toString().contains("axis 0 of input 'x' may be"), err.toString());
        assertEquals(2, run("partition", model("resnet18_w16_dynbatch"), "--input", "y=1x3x64x64"));
        assertTrue(err.toString().contains("the program has no input 'y'; it has x"), err.toString());
        assertEquals(0, run("partition", model("resnet18_w16_dynbatch"), "--input", "x=min:1x3x64x64,max:8x3x64x64"));
    }

    @Test
    void anExclusionThatNothingAnswersToIsPointedOut() {
        assertEquals(0, run("partition", model("mlp_tiny"), "--torch-executed-ops", "aten.rellu"));
        assertTrue(out.toString().contains("No node of the lowered graph matches 'aten.rellu' in torch_executed_ops; did you mean 'aten.relu'?"),
                out.toString());
        assertEquals(0, run("partition", model("mlp_tiny"), "--node-precisions", "node:nothing=f16,op:aten.relu=f16"));
        assertTrue(out.toString().contains("matches 'node:nothing=f16' in node_precisions; 'partita print MODEL' lists them."),
                out.toString());
        assertFalse(out.toString().contains("matches 'op:aten.relu=f16'"), out.toString());
    }

    @Test
    void aMissingFileIsABadFile() {
        assertEquals(3, run("partition", "no-such-file.pt2"));
        assertTrue(err.toString().contains("no-such-file.pt2: no such file"), err.toString());
    }

    @Test
    void fullCompilationThatCannotBeIsUnsupported() {
        assertEquals(4, run("partition", model("mlp_tiny"), "--require-full-compilation", "--torch-executed-ops", "aten.relu"));
    }

    @Test
    void everyStageCanBePrinted() {
        for (String stage : new String[] {"exported", "lowered", "partitioned", "network"}) {
            assertEquals(0, run("print", model("mlp_tiny"), "--stage", stage, "--min-block-size", "1"), err.toString());
        }
        assertTrue(out.toString().contains("%linear = aten.linear.default(%input, %p_0_weight, %p_0_bias)"), out.toString());
        assertTrue(out.toString().contains("%_0_weight = get_attr 0.weight : float32[8, 4]"), out.toString());
        assertTrue(out.toString().contains("_run_on_acc_0 TRT (%input_1) -> (%linear_1)"), out.toString());
        assertTrue(out.toString().contains("network _run_on_acc_0"), out.toString());
    }

    private static String model(String name) {
        return Fixtures.model(name).toString();
    }

    private int run(String... args) {
        CommandLine command = Partita.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }
}
