package dev.partita.ir;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Where the bytes of a weight lie: a strided view, in elements, on a storage that is usually mapped from the file.
 * Several weights may share one storage. Never copied to the Java heap.
 *
 * @param storage the whole storage, little-endian; its size may exceed what the view needs
 * @param storageId equal for weights that share memory, stable for one opened file
 * @param offset first element of the view
 * @param strides per axis, in elements; 0 for expanded axes
 */
public record WeightRef(MemorySegment storage, String storageId, long offset, List<Long> strides) {
    public WeightRef {
        strides = List.copyOf(strides);
    }
}
