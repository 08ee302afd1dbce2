package dev.partita.ir;

import dev.partita.pt2.Storage;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Where the bytes of a weight lie: a strided view, in elements, on a storage that is usually mapped from the file.
 * Several weights may share one storage. Never copied to the Java heap, and not looked for before it is asked for.
 *
 * @param memory the whole storage; its size may exceed what the view needs
 * @param offset first element of the view
 * @param strides per axis, in elements; 0 for expanded axes
 */
public record WeightRef(Storage memory, long offset, List<Long> strides) {

    public WeightRef {
        strides = List.copyOf(strides);
    }

    /** A view on memory that is there already. */
    public WeightRef(MemorySegment storage, String storageId, long offset, List<Long> strides) {
        this(Storage.of(storageId, storage), offset, strides);
    }

    /** The whole storage, little-endian. */
    public MemorySegment storage() {
        return memory.bytes();
    }

    /** Equal for weights that share memory, stable for one opened file. */
    public String storageId() {
        return memory.id();
    }
}
