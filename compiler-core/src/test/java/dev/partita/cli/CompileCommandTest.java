package dev.partita.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.fixture.Fixtures;
import dev.partita.settings.ResourceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Compiles and runs mixed programs without a GPU: TensorRT segments are evaluated as networks. */
class CompileCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"bert_tiny_dyn", "cond_model"})
    void theCompiledProgramReturnsWhatPythonReturned(String model) {
        compileAndRun(model, "--min-block-size", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kv_cache_buffer", "bn_train_mutation"})
    void buffersThatTheProgramChangesAreWrittenBackAndCompared(String model) {
        compileAndRun(model, "--min-block-size", "1");

        assertTrue(out.toString().contains(" buffer "), out.toString());
    }

    @Test
    void matchingTorchTensorRtTheChangeIsLostAndRunSaysSo() {
        String model = Fixtures.model("kv_cache_buffer").toString();
        String compiled = folder.resolve("out").toString();
        assertEquals(0, run("compile", model, "-o", compiled, "--target", "networks", "--match-torch-tensorrt"), err.toString());

        assertEquals(1, run("run", compiled, "--inputs", Fixtures.file("kv_cache_buffer.io.json").toString()), err.toString());
        assertTrue(err.toString().contains("this change is lost"), err.toString());
        assertTrue(out.toString().contains("was not changed"), out.toString());
    }

    @Test
    void aManifestThatIsDamagedOrOfAnotherVersionAsksForCompilingAgain() throws IOException {
        compileAndRun("mlp_tiny");
        Path manifest = folder.resolve("out/manifest.json");
        String whole = Files.readString(manifest);
        for (String other : List.of(whole.replace("\"segments\"", "\"parts\""), whole.replaceFirst("\"version\" : \\d+", "\"version\" : 1"))) {
            Files.writeString(manifest, other);
            err.getBuffer().setLength(0);
            assertEquals(3, run("run", folder.resolve("out").toString(), "--inputs", Fixtures.file("mlp_tiny.io.json").toString()));
            assertTrue(err.toString().endsWith(": compile the program again\n"), err.toString());
        }
    }

    @Test
    void aFolderThatLostSomethingIsABadFileAndSaysWhatItLacks() throws IOException {
        compileAndRun("mlp_tiny_dyn", "--min-block-size", "1", "--torch-executed-ops", "torch.ops.aten.gelu.default");
        Path compiled = folder.resolve("out");
        for (String part : List.of("networks/_run_on_acc_0/weights.bin", "weights.bin", "segments/_run_on_gpu_1.graph")) {
            Path lost = compiled.resolve(part);
            Files.move(lost, folder.resolve("elsewhere"));
            for (String[] command : new String[][] {
                {"run", compiled.toString(), "--inputs", Fixtures.file("mlp_tiny_dyn.io.json").toString()},
                {"profile", compiled.toString()},
                {"accuracy", compiled.toString(), Fixtures.model("mlp_tiny_dyn").toString()}
            }) {
                err.getBuffer().setLength(0);
                assertEquals(3, run(command), err.toString());
                assertEquals("partita: " + compiled + " is not complete, " + part
                        + " is missing: copy the whole folder, or compile mlp_tiny_dyn.pt2 again\n", err.toString());
            }
            Files.move(folder.resolve("elsewhere"), lost);
        }
        Files.writeString(compiled.resolve("networks/_run_on_acc_0/network.json"), "{");
        err.getBuffer().setLength(0);
        assertEquals(3, run("run", compiled.toString(), "--inputs", Fixtures.file("mlp_tiny_dyn.io.json").toString()), err.toString());
        assertTrue(err.toString().contains("networks/_run_on_acc_0 is damaged: compile the program again"), err.toString());
        assertTrue(err.toString().endsWith(": compile the program again\n"), err.toString());
    }

    @Test
    void aCompiledProgramIsProfiledWhereItIs() {
        compileAndRun("mlp_tiny");
        String compiled = folder.resolve("out").toString();
        err.getBuffer().setLength(0);
        assertEquals(2, run("profile", compiled, "-o", compiled + "2"));
        assertEquals("partita: " + compiled + " is compiled already: -o " + compiled + "2 goes with a .pt2 file\n", err.toString());
    }

    @Test
    void outputsAllocatedAheadAreTheSame() {
        compileAndRun("mlp_tiny_dyn", "--min-block-size", "1", "--torch-executed-ops", "torch.ops.aten.relu.default",
                "--use-pre-allocated-outputs");
        assertEquals(true, CompiledModule.open(folder.resolve("out")).manifest().settings().get("use_pre_allocated_outputs"));
        for (String chosen : List.of("--use-pre-allocated-outputs", "--no-use-pre-allocated-outputs")) {
            assertEquals(0, run("run", folder.resolve("out").toString(), "--inputs",
                    Fixtures.file("mlp_tiny_dyn.io.json").toString(), chosen), err.toString());
            CommandLine.ParseResult parsed = Partita.commandLine().parseArgs("run", "out", chosen).subcommand();
            assertEquals(Optional.of(!chosen.startsWith("--no")), parsed.matchedOptionValue("--use-pre-allocated-outputs", null));
            parsed = Partita.commandLine().parseArgs("profile", "out", chosen).subcommand();
            assertEquals(Optional.of(!chosen.startsWith("--no")),
                    SettingsFlags.chosen(ResourceSettings.USE_PRE_ALLOCATED_OUTPUTS, parsed));
        }
        assertEquals(Optional.empty(), SettingsFlags.chosen(ResourceSettings.USE_PRE_ALLOCATED_OUTPUTS,
                Partita.commandLine().parseArgs("profile", "out").subcommand()));
    }

    @Test
    void excludedOpsSplitTheProgramAndTheResultStaysTheSame() {
        compileAndRun("resnet18_w16", "--torch-executed-ops", "torch.ops.aten.relu.default", "--min-block-size", "1");

        var segments = CompiledModule.open(folder.resolve("out")).manifest().segments();
        assertTrue(segments.stream().filter(SegmentEntry.Torch.class::isInstance).count() >= 2, segments.toString());
        assertTrue(segments.stream().filter(SegmentEntry.TensorRt.class::isInstance).count() >= 3, segments.toString());
    }

    @Test
    void withoutAGpuEnginesAreRefusedInOneSentence() {
        int code = run("compile", Fixtures.model("mlp_tiny").toString(), "-o", folder.resolve("out").toString(), "--min-block-size", "1");

        assertEquals(4, code, err.toString());
        assertTrue(err.toString().startsWith("partita: this machine cannot build engines: "), "nothing was planned before: " + err);
        assertTrue(err.toString().endsWith("'partita compile --target networks' needs no GPU and writes what would be built\n"),
                err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void aFileForPythonIsRefusedBeforeAnythingIsBuiltWhenItCannotBe() {
        String file = folder.resolve("out.pt2").toString();
        String model = Fixtures.model("mlp_tiny").toString();

        assertEquals(2, run("compile", model, "-o", file, "--target", "networks"), err.toString());
        assertEquals(2, run("compile", model, "-o", file, "--torch-tensorrt", "1.4"), err.toString());
        assertTrue(err.toString().contains("2.6, 2.7"), err.toString());
        assertEquals(4, run("compile", model, "-o", file, "--min-block-size", "1"), err.toString());
        assertFalse(Files.exists(folder.resolve("out.pt2")), "nothing is left behind");
    }

    @Test
    void nodesThatAreAskedToComputeInHalfPrecisionStillAgreeRoughly() {
        String compiled = folder.resolve("out").toString();
        assertEquals(0, run("compile", Fixtures.model("resnet18_w16").toString(), "-o", compiled, "--target", "networks",
                "--node-precisions", "op:torch.ops.aten.convolution=f16,module:fc=bf16"), err.toString());
        String inputs = Fixtures.file("resnet18_w16.io.json").toString();

        assertEquals(0, run("run", compiled, "--inputs", inputs, "--rtol", "5e-2", "--atol", "5e-2"), err + out.toString());
        assertEquals(1, run("run", compiled, "--inputs", inputs, "--rtol", "1e-6", "--atol", "1e-6"), "it computed in float32");
    }

    @Test
    void segmentsAreComparedWithTorch() {
        compileAndRun("mlp_tiny_dyn", "--min-block-size", "1", "--torch-executed-ops", "torch.ops.aten.gelu.default");
        String compiled = folder.resolve("out").toString();
        out.getBuffer().setLength(0);
        assertEquals(0, run("accuracy", compiled, Fixtures.model("mlp_tiny_dyn").toString()), err.toString());
        assertTrue(out.toString().contains("_run_on_gpu_1  %gelu      ✓ max abs"), out.toString());
        assertTrue(out.toString().contains("All 3 values that segments give agree with Torch"), out.toString());
        assertEquals(2, run("accuracy", compiled, Fixtures.model("mlp_tiny").toString()));
        assertTrue(err.toString().contains("was compiled from mlp_tiny_dyn.pt2"), err.toString());
    }

    private void compileAndRun(String model, String... settings) {
        String[] arguments = new String[6 + settings.length];
        String[] fixed = {"compile", Fixtures.model(model).toString(), "-o", folder.resolve("out").toString(), "--target", "networks"};
        System.arraycopy(fixed, 0, arguments, 0, fixed.length);
        System.arraycopy(settings, 0, arguments, fixed.length, settings.length);
        assertEquals(0, run(arguments), err.toString());
        assertEquals(0, run("run", folder.resolve("out").toString(), "--inputs", Fixtures.file(model + ".io.json").toString()),
                err + out.toString());
    }

    private int run(String... arguments) {
        CommandLine commandLine = Partita.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }
}
