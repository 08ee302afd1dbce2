package dev.partita.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The contract with scripts: exit codes, one line on stderr. */
class PartitaTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void wrongUsageExitsWithTwo() {
        assertEquals(2, run("doctor", "--no-such-option"));
        assertTrue(err.toString().contains("Unknown option: '--no-such-option'"), err.toString());
    }

    @Test
    void wrongUsageIsSaidInThreeLinesAndNotInTheWholeHelp() {
        assertEquals(2, run("profile", "m.pt2", "--min-blok-size", "3"));
        assertEquals("""
                partita: Unknown options: '--min-blok-size', '3'
                Possible solutions: --min-block-size
                'partita profile --help' says what there is.
                """, err.toString());
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
