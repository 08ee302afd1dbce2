package dev.partita.network;

import dev.partita.tensor.DType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Element type and extents of a tensor in a network; the rank is always known.
 *
 * @param dims outermost first, {@link #DYNAMIC} where known only when running
 */
public record TensorType(DType dtype, List<Long> dims) {

    public static final long DYNAMIC = -1;

    public TensorType {
        dims = List.copyOf(dims);
    }

    public int rank() {
        return dims.size();
    }

    public boolean isStatic() {
        return !dims.contains(DYNAMIC);
    }

    public TensorType withDtype(DType other) {
        return new TensorType(other, dims);
    }

    public TensorType withDims(List<Long> other) {
        return new TensorType(dtype, other);
    }

    /** {@code float16[-1, 64]}. */
    @Override
    public String toString() {
        return dtype.torchName() + dims.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
