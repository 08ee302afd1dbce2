package dev.partita.pt2;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Memory that one or more tensors view. For genuine files it is mapped from the file; nothing is read until
 * {@link #bytes} is touched. Valid until the archive is closed.
 */
public final class Storage {

    private final String id;
    private final long byteSize;
    private final Supplier<MemorySegment> source;
    private volatile Optional<MemorySegment> bytes = Optional.empty();

    Storage(String id, long byteSize, Supplier<MemorySegment> source) {
        this.id = id;
        this.byteSize = byteSize;
        this.source = source;
    }

    /** Memory that is there already; {@code id} must be new among the storages of one program. */
    public static Storage of(String id, MemorySegment bytes) {
        return new Storage(id, bytes.byteSize(), () -> bytes);
    }

    /** Equal for tensors that share memory; stable for one file. */
    public String id() {
        return id;
    }

    public long byteSize() {
        return byteSize;
    }

    /** The whole storage, little-endian, read-only. */
    public MemorySegment bytes() {
        if (bytes.isEmpty()) {
            synchronized (this) {
                if (bytes.isEmpty()) {
                    bytes = Optional.of(source.get());
                }
            }
        }
        return bytes.get();
    }

    @Override
    public String toString() {
        return id + " (" + byteSize + " bytes)";
    }
}
