package dev.partita.worker.trt;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A dense tensor that somebody else owns.
 *
 * @param address on the GPU, or in host memory
 * @param onHost which of the two
 */
public record DeviceTensor(DType dtype, List<Long> shape, long address, boolean onHost) {
    public DeviceTensor {
        shape = List.copyOf(shape);
    }

    public long byteSize() {
        return shape.stream().reduce((long) dtype.byteSize(), Math::multiplyExact);
    }

    /** Its bytes, if it is in host memory. */
    @SuppressWarnings("restricted") // Whoever made the tensor vouches for its size.
    public MemorySegment hostMemory() {
        if (!onHost) {
            throw new IllegalStateException("the tensor is on the GPU");
        }
        return MemorySegment.ofAddress(address).reinterpret(byteSize());
    }
}
