package dev.partita.worker.trt;

import dev.partita.element.ElementReader;
import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;

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

    /** The elements of a tensor of integers, as those that carry shapes are. */
    List<Long> longs() {
        long count = byteSize() / dtype.byteSize();
        return LongStream.range(0, count).map(i -> ElementReader.integer(data, i, dtype)).boxed().toList();
    }

    long byteSize() {
        return shape.stream().reduce((long) dtype.byteSize(), Math::multiplyExact);
    }
}
