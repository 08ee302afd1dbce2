package dev.partita.pt2;

import dev.partita.file.FileProblem;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens {@code .pt2} files. */
public final class Pt2Reader {

    private Pt2Reader() {}

    /**
     * Maps the file and checks its container; programs are read when asked for and weights when touched.
     *
     * @throws Pt2Exception when it is not a readable archive; the message says what it is instead, where known
     */
    @SuppressWarnings("MustBeClosedChecker") // The archive closes the arena.
    public static Pt2Archive open(Path file) {
        Arena arena = Arena.ofShared();
        try {
            return new Pt2Archive(file, arena, Recogniser.recognise(map(file, arena), arena));
        } catch (Pt2Exception e) {
            arena.close();
            throw e.inFile(file);
        }
    }

    private static MemorySegment map(Path file, Arena arena) {
        if (Files.isDirectory(file)) {
            throw new Pt2Exception("is a folder, not a .pt2 file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < 32) {
                throw new Pt2Exception("is " + channel.size() + " bytes long, too short for an archive");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (IOException e) {
            throw new Pt2Exception(FileProblem.words(e), e);
        }
    }
}
