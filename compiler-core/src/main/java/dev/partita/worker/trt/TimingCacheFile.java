package dev.partita.worker.trt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;

/** Timings of tactics, kept from build to build: a second build of a similar network is several times faster. */
final class TimingCacheFile {

    private final Path file;
    private final ITimingCache cache;

    private TimingCacheFile(Path file, ITimingCache cache) {
        this.file = file;
        this.cache = cache;
    }

    /** Gives the file's timings to a build; a cache of another TensorRT or GPU is dropped. */
    static TimingCacheFile load(Path file, IBuilderConfig config) throws IOException {
        byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        boolean ignoreMismatch = false;
        try (BytePointer bytes = new BytePointer(content)) {
            ITimingCache cache = config.createTimingCache(bytes, content.length);
            if (cache == null || cache.isNull() || !config.setTimingCache(cache, ignoreMismatch)) {
                cache = NetworkEmitter.present(config.createTimingCache(bytes, 0), "an empty timing cache");
                config.setTimingCache(cache, ignoreMismatch);
            }
            return new TimingCacheFile(file, cache);
        }
    }

    ITimingCache cache() {
        return cache;
    }

    /** Replaces the file in one step: another build may be reading it. */
    void save() throws IOException {
        IHostMemory serialized = cache.serialize();
        if (serialized == null || serialized.isNull()) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        HostMemory.write(serialized, fresh);
        // Atomic, because a plain replacement deletes the old file first: a reader in between would find none.
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        NativeObject.delete(serialized);
    }
}
