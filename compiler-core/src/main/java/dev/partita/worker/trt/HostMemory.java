package dev.partita.worker.trt;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;

/** Memory that TensorRT fills: engines and timing caches, possibly larger than two gigabytes. */
final class HostMemory {

    private static final long SLICE = 1L << 30;

    private HostMemory() {}

    static void write(IHostMemory memory, Path file) throws IOException {
        MemorySegment bytes = MemorySegment.ofAddress(memory.data().address()).reinterpret(memory.size());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long at = 0; at < bytes.byteSize(); at += SLICE) {
                ByteBuffer slice = bytes.asSlice(at, Math.min(SLICE, bytes.byteSize() - at)).asByteBuffer();
                while (slice.hasRemaining()) {
                    channel.write(slice);
                }
            }
        }
    }
}
