package dev.partita.engine;

import dev.partita.network.WeightSource;
import dev.partita.network.WeightWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/** Appends weights in the order in which the network names them; the same weight twice is written once. */
final class WeightsFile implements AutoCloseable {

    /** TensorRT may read with wide loads. */
    private static final long ALIGNMENT = 256;
    /** A byte buffer cannot be larger than 2 GiB. */
    private static final long SLICE = 1L << 30;

    private final FileChannel channel;
    private final MessageDigest digest = Sha256.start();
    private final Map<WeightSource, Long> offsets = new HashMap<>();
    private long end;

    private WeightsFile(FileChannel channel) {
        this.channel = channel;
    }

    static WeightsFile create(Path file) throws IOException {
        return new WeightsFile(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING));
    }

    /** Byte offset at which the weight lies in the file. */
    long put(WeightSource weight) throws IOException {
        Long known = offsets.get(weight);
        if (known != null) {
            return known;
        }
        long start = end;
        offsets.put(weight, start);
        try (Arena arena = Arena.ofConfined()) {
            append(WeightWriter.inPlace(weight).orElseGet(() -> {
                MemorySegment cast = arena.allocate(Math.max(1, WeightWriter.byteSize(weight)));
                WeightWriter.write(weight, cast);
                return cast.asSlice(0, WeightWriter.byteSize(weight));
            }));
            append(arena.allocate((ALIGNMENT - end % ALIGNMENT) % ALIGNMENT));
        }
        return start;
    }

    String digest() {
        return Sha256.end(digest);
    }

    private void append(MemorySegment bytes) throws IOException {
        for (long at = 0; at < bytes.byteSize(); at += SLICE) {
            ByteBuffer slice = bytes.asSlice(at, Math.min(SLICE, bytes.byteSize() - at)).asByteBuffer();
            digest.update(slice.duplicate());
            while (slice.hasRemaining()) {
                channel.write(slice);
            }
        }
        end += bytes.byteSize();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
