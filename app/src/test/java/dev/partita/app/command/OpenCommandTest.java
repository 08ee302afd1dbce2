package dev.partita.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.DistributionCommands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCommandTest {

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return DistributionCommands.line().setErr(new PrintWriter(err)).execute(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open --model decoder", "open sample:mlp_tiny.pt2 --model decoder"})
    void aProgramIsNamedOfAFile(String words) {
        assertEquals(2, run(words.split(" ")));
        assertTrue(err.toString().contains("--model decoder names a program of a file: say which file, too"), err.toString());
    }

    @Test
    void aPictureThatCannotBeWrittenIsSaidBeforeThereIsAWindow() {
        String picture = folder.resolve("gone/window.png").toString();
        assertEquals(3, run("open", "--screenshot", picture));
        assertEquals("partita: cannot write " + picture + ": there is no folder " + folder.resolve("gone") + "\n", err.toString());
    }

    @Test
    void aFileWithAnotherEndingIsNoMisspeltCommand() throws IOException {
        String file = Files.writeString(folder.resolve("model.zip"), "text").toString();
        assertEquals(2, run(file));
        assertEquals("partita: '" + file + "' is no command; 'partita open " + file
                + "' opens a file whose name does not end in .pt2\n'partita --help' says what there is.\n", err.toString());
    }
}
