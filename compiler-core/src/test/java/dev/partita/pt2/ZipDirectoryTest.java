package dev.partita.pt2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipDirectoryTest {

    private static final int MANY = 70_000;

    @TempDir
    private Path folder;

    @Test
    void moreEntriesThanTheClassicFieldsCount() throws IOException {
        Path file = folder.resolve("many.zip");
        try (ZipWriter writer = new ZipWriter(file)) {
            for (int i = 0; i < MANY; i++) {
                writer.add("m/" + i, Integer.toString(i));
            }
        }
        try (ZipFile other = new ZipFile(file.toFile());
                Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file)) {
            assertEquals(MANY, other.size(), "the JDK reads it");
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            ZipArchive zip = new ZipArchive(bytes, arena);
            assertEquals(MANY, zip.names().size());
            assertEquals("69999", zip.text("m/69999", 10).orElseThrow());
            assertEquals('6', zip.bytes("m/69999").get(ValueLayout.JAVA_BYTE, 0));
            assertEquals(0, zip.bytes("m/69999").address() % 64, "payloads are aligned for mapping");
        }
    }
}
