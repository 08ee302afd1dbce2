package dev.partita.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Through the real worker process. */
class RunCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"resnet18_w16", "resnet18_w16_dynbatch", "bert_tiny", "bert_tiny_dyn", "gpt2_tiny", "vit_tiny48",
        "vit_tiny48_dynbatch"})
    void agreesWithTheStoredOutputs(String model) {
        assertEquals(0, run("run", Fixtures.model(model).toString(), "--rtol", "1e-4"), err.toString());
        assertTrue(out.toString().contains("Everything agrees"), out.toString());
    }

    @Test
    void sharperTolerancesThanTheMachineCanMeetExitWithOne() {
        assertEquals(1, run("run", Fixtures.model("bert_tiny_dyn").toString(), "--rtol", "0", "--atol", "0"));
        assertTrue(out.toString().contains("outside the tolerance"), out.toString());
    }

    @Test
    void jsonHoldsTheNumbers(@TempDir Path folder) throws Exception {
        Path result = folder.resolve("result.json");

        assertEquals(0, run("run", Fixtures.model("mlp_tiny").toString(), "--json", result.toString()), err.toString());

        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(result));
        assertTrue(json.path("agrees").asBoolean());
        assertEquals("output 0", json.path("cases").path(0).path("values").path(0).path("what").asString());
        assertTrue(json.path("cases").path(0).path("values").path(0).path("difference").path("cosine").asDouble() < 1e-6);
    }

    @Test
    void whatCannotWorkIsRefusedBeforeTheWorkerStarts(@TempDir Path folder) {
        String model = Fixtures.model("mlp_tiny").toString();

        assertRefused(3, folder + ": a folder without manifest.json is no compiled program; name a .pt2 file, or a folder that"
                + " 'partita compile' wrote", folder.toString());
        assertRefused(2, "--threads 0: expected 1 or more", model, "--threads", "0");
        assertRefused(3, "cannot write " + folder.resolve("gone/x.io.json") + ": there is no folder " + folder.resolve("gone"),
                model, "--save", folder.resolve("gone/x.io.json").toString());
        assertRefused(3, "cannot write " + folder + ": it is a folder", model, "--save", folder.toString());
    }

    @Test
    void inputsThatAreNoManifestAreNamedAsSuch() {
        String model = Fixtures.model("mlp_tiny").toString();
        assertRefused(3, model + ": is no JSON; stored calls are listed in a file NAME.io.json", model, "--inputs", model);
    }

    @Test
    void withoutStoredInputsItSaysHowToNameThem(@TempDir Path folder) throws IOException {
        Path model = Files.copy(Fixtures.model("mlp_tiny"), folder.resolve("lonely.pt2"));
        assertRefused(3, "there are no stored inputs " + folder.resolve("lonely.io.json")
                + ": name those to run on with --inputs IO.json", model.toString());
    }

    private void assertRefused(int code, String words, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(code, run(Stream.concat(Stream.of("run"), Stream.of(arguments)).toArray(String[]::new)));
        assertEquals("partita: " + words, err.toString().strip());
    }

    @Test
    void inputsOfAnotherProgramAreRefusedInOneLine() {
        int code = run("run", Fixtures.model("bert_tiny").toString(), "--inputs", Fixtures.file("mlp_tiny.io.json").toString());

        assertEquals(3, code);
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("the program takes"), err.toString());
    }

    @Test
    void aFileThatIsNotThereIsABadFile() {
        assertEquals(3, run("run", "no-such-model.pt2"));
        assertEquals(List.of("partita: no-such-model.pt2: no such file"), err.toString().lines().toList());
    }

    private int run(String... arguments) {
        CommandLine commandLine = Partita.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }
}
