package dev.partita.worker.trt;

import dev.partita.protocol.TensorFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tensors that travel between processes in files: mapped, never read through the heap. */
final class TensorFiles {

    private static final long ALIGNMENT = 64;

    private TensorFiles() {}

    static Map<String, HostTensor> map(List<TensorFile> files, Arena arena) throws IOException {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (TensorFile file : files) {
            tensors.put(file.name(), new HostTensor(file.dtype(), file.shape(), map(file, arena)));
        }
        return tensors;
    }

    private static MemorySegment map(TensorFile file, Arena arena) throws IOException {
        if (file.byteSize() == 0) {
            return arena.allocate(1);
        }
        try (FileChannel channel = FileChannel.open(file.file(), StandardOpenOption.READ)) {
            if (channel.size() < file.offset() + file.byteSize()) {
                throw new IOException(file.file() + " ends at byte " + channel.size() + ", but tensor '" + file.name()
                        + "' reaches to " + (file.offset() + file.byteSize()));
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, file.offset(), file.byteSize(), arena);
        }
    }

    /** Writes all tensors into one file of the folder. */
    static List<TensorFile> write(Map<String, HostTensor> tensors, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("outputs.bin");
        long size = tensors.values().stream().mapToLong(tensor -> aligned(tensor.byteSize())).sum();
        List<TensorFile> written = new ArrayList<>();
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                        StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            MemorySegment target = channel.map(FileChannel.MapMode.READ_WRITE, 0, Math.max(size, 1), arena);
            long at = 0;
            for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
                HostTensor tensor = entry.getValue();
                MemorySegment.copy(tensor.data(), 0, target, at, tensor.byteSize());
                written.add(new TensorFile(entry.getKey(), tensor.dtype(), tensor.shape(), file, at));
                at += aligned(tensor.byteSize());
            }
        }
        return written;
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
