package dev.partita.tensorfile;

import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A leaf: a tensor, or a Python scalar. */
public sealed interface StoredValue {

    /**
     * A dense tensor.
     *
     * @param bytes row-major, little-endian, exactly as many as the shape needs
     */
    record Tensor(DType dtype, List<Long> shape, MemorySegment bytes) implements StoredValue {
        public Tensor {
            shape = List.copyOf(shape);
            long needed = Math.multiplyExact(
                    shape.stream().reduce(1L, Math::multiplyExact), (long) dtype.byteSize());
            if (shape.stream().anyMatch(size -> size < 0) || needed != bytes.byteSize()) {
                throw new IllegalArgumentException(dtype.torchName() + shape + " needs " + needed + " bytes but has "
                        + bytes.byteSize());
            }
        }

        public TensorSpec spec() {
            return new TensorSpec(dtype, Shape.of(shape.stream().mapToLong(Long::longValue).toArray()));
        }
    }

    record IntValue(long value) implements StoredValue {}

    record FloatValue(double value) implements StoredValue {}

    record BoolValue(boolean value) implements StoredValue {}

    record StringValue(String value) implements StoredValue {}

    record None() implements StoredValue {}
}
