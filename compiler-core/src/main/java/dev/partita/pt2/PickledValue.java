package dev.partita.pt2;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A value that writes itself; it may be larger than the Java heap. */
@FunctionalInterface
public interface PickledValue {

    void write(PickleWriter pickle) throws IOException;

    /** A whole pickle of this value, in {@code file}, mapped as long as the arena lives. */
    default MemorySegment writeTo(Path file, Arena arena) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            PickleWriter pickle = new PickleWriter(out);
            write(pickle);
            pickle.stop();
        }
        return map(file, arena);
    }

    /** As {@link #writeTo}, in the small archive that torch's C++ reader wants around a pickle. */
    default MemorySegment writeForTorch(Path file, Arena arena) throws IOException {
        MemorySegment pickle = writeTo(file.resolveSibling(file.getFileName() + ".pkl"), arena);
        try (ZipWriter zip = new ZipWriter(file)) {
            zip.add("archive/data.pkl", pickle);
            zip.add("archive/version", "3\n");
            zip.add("archive/byteorder", "little");
        }
        return map(file, arena);
    }

    /** The file's bytes, as long as the arena lives. */
    static MemorySegment map(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }
}
