package dev.partita.worker.torch.evaluator;

import dev.partita.element.ElementReader;
import dev.partita.network.Elements;
import dev.partita.tensor.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Collectors;

/** A tensor in host memory, row-major; what goes into an evaluation and comes out of it. */
public record HostTensor(DType dtype, List<Long> dims, MemorySegment data) {

    public HostTensor {
        dims = List.copyOf(dims);
    }

    /** A tensor of these values, cast as torch casts; memory is freed when unreachable. */
    public static HostTensor of(DType dtype, List<Long> dims, double... values) {
        HostTensor tensor = empty(dtype, dims);
        for (int i = 0; i < values.length; i++) {
            Elements.putDouble(tensor.data, i, dtype, values[i]);
        }
        return tensor;
    }

    public static HostTensor empty(DType dtype, List<Long> dims) {
        long count = dims.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        return new HostTensor(dtype, dims, Arena.ofAuto().allocate(Math.max(1, count * dtype.byteSize()), 64));
    }

    public long elementCount() {
        return dims.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }

    public double value(long index) {
        return ElementReader.number(data, index, dtype);
    }

    /** {@code float32[2, 3]}. */
    @Override
    public String toString() {
        return dtype.torchName() + dims.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
