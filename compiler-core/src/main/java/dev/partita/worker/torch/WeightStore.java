package dev.partita.worker.torch;

import dev.partita.ir.Attribute;
import dev.partita.ir.WeightRef;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/**
 * The weights of one program as tensors. They lie where they are mapped, without a copy; only storages that some segment
 * writes (running statistics, key-value caches) get a private copy, which all their views share.
 *
 * <p>First every program is compiled against the store and announces what it writes, then tensors are handed out.
 */
public final class WeightStore implements AutoCloseable {

    private final Arena copies = Arena.ofShared();
    private final Set<String> written = new HashSet<>();
    private final Map<String, PrivateStorage> privateStorages = new HashMap<>();
    private final Map<Attribute.Weight, IValue> tensors = new HashMap<>();

    /** Says that a program changes this weight in place. Must come before the first {@link #tensor} of its storage. */
    synchronized void announceWrite(Attribute.Weight weight) {
        String storage = weight.data().storageId();
        if (!privateStorages.containsKey(storage)
                && tensors.keySet().stream().anyMatch(known -> known.data().storageId().equals(storage))) {
            throw new IllegalStateException("storage " + storage + " was handed out as read-only before");
        }
        written.add(storage);
    }

    /** Whether some program writes this weight, or one that shares its storage. */
    synchronized boolean isWritten(Attribute.Weight weight) {
        return written.contains(weight.data().storageId());
    }

    /** The weight as a tensor; the same object each time. Owned by the store. */
    synchronized IValue tensor(Attribute.Weight weight) {
        return tensors.computeIfAbsent(weight, this::load);
    }

    /** Gives every changed weight its value from the file again. */
    public synchronized void reset() {
        privateStorages.values().forEach(PrivateStorage::restore);
    }

    private IValue load(Attribute.Weight weight) {
        WeightRef data = weight.data();
        MemorySegment storage = written.contains(data.storageId())
                ? privateStorages.computeIfAbsent(data.storageId(), id -> PrivateStorage.of(data.storage(), copies)).copy()
                : data.storage();
        long[] dims = weight.spec().shape().staticDims().orElseThrow(
                () -> new TorchException("a weight has the symbolic shape " + weight.spec().shape()));
        long[] strides = data.strides().stream().mapToLong(Long::longValue).toArray();
        try (Tensor tensor = TensorMemory.view(storage, weight.spec().dtype(), dims, strides, data.offset())) {
            return new IValue(tensor).retainReference();
        }
    }

    @Override
    public synchronized void close() {
        tensors.values().forEach(IValue::close);
        tensors.clear();
        copies.close();
    }

    private record PrivateStorage(MemorySegment original, MemorySegment copy) {

        static PrivateStorage of(MemorySegment original, Arena arena) {
            PrivateStorage storage = new PrivateStorage(original, arena.allocate(Math.max(original.byteSize(), 1), 64));
            storage.restore();
            return storage;
        }

        void restore() {
            MemorySegment.copy(original, 0, copy, 0, original.byteSize());
        }
    }
}
