package dev.partita.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {

    @TempDir
    private Path folder;

    @Test
    void theReasonIsSaidInsteadOfTheNameAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertEquals("no such file", words(() -> Files.readString(folder.resolve("absent"))));
        assertEquals("there is no folder " + folder.resolve("gone"), words(() -> Files.writeString(folder.resolve("gone/x"), "")));
        assertEquals(file + " is in the way", words(() -> Files.createDirectory(file)));
        assertEquals(folder + " is not empty", words(() -> Files.delete(folder)));
        assertEquals(file + " is no folder", words(() -> Files.list(file).close()));
        assertEquals("out of luck", words(() -> {
            throw new IOException("out of luck");
        }));
    }

    @Test
    void whatIsNoTextIsSaidInWords() throws IOException {
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertEquals("it is no text file", words(() -> Files.readString(bytes)));
        assertEquals("it is a folder", words(() -> Files.readString(folder)));
    }

    @Test
    void aFolderThatIsToBeFilledNeedNotBeThere() throws IOException {
        assertEquals(Optional.empty(), FileProblem.beforeFilling(folder.resolve("new/deep")));
        Path file = Files.writeString(folder.resolve("taken"), "text");
        assertEquals(Optional.of(file + " is no folder"), FileProblem.beforeFilling(file));
        assertEquals(Optional.of(file + " is no folder"), FileProblem.beforeFilling(file.resolve("below")));
    }

    @Test
    void whatWouldKeepAFileFromBeingWrittenIsKnownBefore() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertEquals(Optional.empty(), FileProblem.beforeWriting(file));
        assertEquals(Optional.empty(), FileProblem.beforeWriting(folder.resolve("new")));
        assertEquals(Optional.of("it is a folder"), FileProblem.beforeWriting(folder));
        assertEquals(Optional.of("there is no folder " + folder.resolve("gone")), FileProblem.beforeWriting(folder.resolve("gone/new")));
    }

    private static String words(Executable failing) {
        return FileProblem.words(assertThrows(IOException.class, failing));
    }
}
