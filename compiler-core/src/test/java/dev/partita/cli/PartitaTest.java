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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The contract with scripts: exit codes, one line on stderr. */
class PartitaTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void wrongUsageExitsWithTwo() {
        assertEquals(2, run("doctor", "--no-such-option"));
        assertTrue(err.toString().contains("there is no option --no-such-option"), err.toString());
    }

    @Test
    void wrongUsageIsSaidInThreeLinesAndNotInTheWholeHelp() {
        assertEquals(2, run("profile", "m.pt2", "--min-blok-size", "3"));
        assertEquals("""
                partita: there is no option --min-blok-size
                Possible solutions: --min-block-size
                'partita profile --help' says what there is.
                """, err.toString());
    }

    @Test
    void whatIsOneTooManyIsNamed() {
        assertEquals(2, run("info", "a.pt2", "b.pt2"));
        assertTrue(err.toString().startsWith("partita: 'b.pt2' is one argument too many\n"), err.toString());
        assertEquals(2, run("prtition", "a.pt2"));
        assertTrue(err.toString().contains("partita: there is no command 'prtition'\nDid you mean: partita partition"), err.toString());
    }

    @Test
    void choicesAreListedAsTheyAreTyped() {
        assertEquals(2, run("run", "m.pt2", "--backend", "gpu"));
        assertTrue(err.toString().contains("'--backend': expected torch or lowered or compiled, found 'gpu'"), err.toString());
        assertEquals(3, run("run", "no-such-file.pt2", "--backend", "Lowered"), "capitals do no harm");
        assertEquals(2, run("profile", "m.pt2", "--at", "min,middle"));
        assertTrue(err.toString().contains("expected min or opt or max, found 'middle'"), err.toString());
    }

    @Test
    void ofSeveralProgramsEveryCommandTakesTheNamedOne() {
        String several = Fixtures.model("variants/multi_model").toString();
        for (String command : List.of("partition", "print", "profile")) {
            assertEquals(3, run(command, several));
            assertTrue(err.toString().contains(several + ": holds 2 programs, encoder, decoder: say which one with --model NAME"),
                    command + ": " + err);
            assertEquals(3, run(command, several, "--model", "vocoder"));
            assertTrue(err.toString().contains("holds no program 'vocoder'; it holds encoder, decoder"), command + ": " + err);
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeTheWork(@TempDir Path folder) throws IOException {
        String model = Fixtures.model("mlp_tiny").toString();
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertRefused(3, "cannot write " + file + ": " + file + " is no folder", "compile", model, "-o", file.toString());
        assertRefused(3, "cannot write " + file + "/x: " + file + " is no folder", "profile", model, "-o", file + "/x");
        String lost = folder.resolve("gone/x.json").toString();
        for (String command : List.of("run", "profile")) {
            assertRefused(3, "cannot write " + lost + ": there is no folder " + folder.resolve("gone"), command, model, "--json", lost);
        }
        assertRefused(2, "--runs 0: expected 1 or more", "profile", model, "--runs", "0");
    }

    @Test
    void aFileOfSettingsThatIsNoneSaysWhatOneIs(@TempDir Path folder) throws IOException {
        String model = Fixtures.model("mlp_tiny").toString();
        assertRefused(3, "cannot read the settings in " + model + ": it is no text file", "partition", model, "--settings", model);
        assertRefused(3, "cannot read the settings in none.json: no such file", "partition", model, "--settings", "none.json");
        String list = Files.writeString(folder.resolve("list.json"), "[3]").toString();
        assertRefused(2, list + ": settings are one JSON object, such as {\"min_block_size\": 3}: the text is no JSON object",
                "partition", model, "--settings", list);
    }

    private void assertRefused(int code, String words, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(code, run(arguments), err.toString());
        assertEquals("partita: " + words, err.toString().strip());
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : List.of("", "info", "gpu", "gpu install", "gpu status", "gpu remove", "run", "accuracy", "help")) {
            String words = (command + " --help").strip();
            assertEquals(0, run(words.split(" ")), words + ": " + err);
        }
    }

    @Test
    void helpSaysWhatHoldsOtherwiseAndWhatThereIsToChoose() {
        assertEquals(0, run("partition", "--help"));
        String help = out.toString().replaceAll("\\s+", " ");
        assertTrue(help.contains("in Torch altogether. (default: 5)"), help);
        assertTrue(help.contains("--typing=explicit|builders_choice"), help);
        assertTrue(help.contains("--autocast-low-precision-type=float16|bfloat16"), help);
    }

    @Test
    void doctorSpeaksInSentencesOnAnyMachine() {
        assertEquals(0, run("doctor"), err.toString());
        assertTrue(out.toString().contains("NVIDIA driver"), out.toString());
        assertTrue(out.toString().contains("This machine can"), out.toString());
    }

    @Test
    void jsonOnStandardOutputIsNothingButJson() {
        assertEquals(0, run("doctor", "--json", "-"), err.toString());
        assertTrue(out.toString().startsWith("{"), out.toString());
        assertTrue(out.toString().strip().endsWith("}"), out.toString());
    }

    private int run(String... args) {
        CommandLine line = Partita.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
