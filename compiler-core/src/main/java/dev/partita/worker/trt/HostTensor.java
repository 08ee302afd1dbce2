package dev.partita.worker.trt;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A tensor in host memory, native, contiguous and little-endian. */
public record HostTensor(DType dtype, List<Long> shape, MemorySegment data) {
    public HostTensor {
        shape = List.copyOf(shape);
        long needed = shape.stream().reduce((long) dtype.byteSize(), Math::multiplyExact);
        if (data.byteSize() < needed || !data.isNative()) {
            throw new IllegalArgumentException(
                    dtype.torchName() + shape + " needs " + needed + " native bytes, found " + data.byteSize());
        }
    }

    long byteSize() {
        return shape.stream().reduce((long) dtype.byteSize(), Math::multiplyExact);
    }
}
