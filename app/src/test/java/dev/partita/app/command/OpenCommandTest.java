package dev.partita.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.DistributionCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"open --model decoder", "open sample:mlp_tiny.pt2 --model decoder"})
    void aProgramIsNamedOfAFile(String words) {
        StringWriter err = new StringWriter();
        int code = DistributionCommands.line().setErr(new PrintWriter(err)).execute(words.split(" "));
        assertEquals(2, code);
        assertTrue(err.toString().contains("--model decoder names a program of a file: say which file, too"), err.toString());
    }
}
