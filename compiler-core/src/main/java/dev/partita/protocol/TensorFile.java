package dev.partita.protocol;

import dev.partita.tensor.DType;
import java.nio.file.Path;
import java.util.List;

/**
 * A tensor in a file, contiguous and little-endian, to be mapped by whoever reads it.
 *
 * @param name the engine's or program's name for it
 * @param offset first byte in the file
 */
public record TensorFile(String name, DType dtype, List<Long> shape, Path file, long offset) {
    public TensorFile {
        shape = List.copyOf(shape);
    }

    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    public long byteSize() {
        return Math.multiplyExact(elements(), dtype.byteSize());
    }
}
