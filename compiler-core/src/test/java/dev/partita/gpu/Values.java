package dev.partita.gpu;

import dev.partita.element.ElementReader;
import dev.partita.network.Elements;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** A small tensor in plain Java, row-major; every type as double. */
record Values(DType dtype, List<Long> shape, double[] data) {

    static Values of(DType dtype, List<Long> shape, IntToDoubleFunction element) {
        int count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        double[] data = new double[count];
        Arrays.setAll(data, element);
        return new Values(dtype, shape, data).rounded();
    }

    /** A spread of values around zero that repeats late. */
    static Values wave(DType dtype, long... shape) {
        return of(dtype, boxed(shape), i -> Math.sin(i * 0.7 + 0.3) * (1 + i % 5) / 4);
    }

    static Values whole(DType dtype, List<Long> shape, long... data) {
        return new Values(dtype, shape, Arrays.stream(data).asDoubleStream().toArray());
    }

    static List<Long> boxed(long... shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    double at(long... index) {
        long flat = 0;
        for (int axis = 0; axis < index.length; axis++) {
            flat = flat * shape.get(axis) + index[axis];
        }
        return data[Math.toIntExact(flat)];
    }

    /** As the element type can hold them. */
    private Values rounded() {
        MemorySegment bytes = bytes(Arena.ofAuto());
        for (int i = 0; i < data.length; i++) {
            data[i] = ElementReader.number(bytes, i, dtype);
        }
        return this;
    }

    MemorySegment bytes(Arena arena) {
        MemorySegment bytes = arena.allocate(Math.max(1L, (long) data.length * dtype.byteSize()), 64);
        for (int i = 0; i < data.length; i++) {
            Elements.putDouble(bytes, i, dtype, data[i]);
        }
        return bytes;
    }

    static Values read(DType dtype, List<Long> shape, MemorySegment bytes) {
        int count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        double[] data = new double[count];
        for (int i = 0; i < count; i++) {
            data[i] = ElementReader.number(bytes, i, dtype);
        }
        return new Values(dtype, shape, data);
    }

    WeightSource.Stored weight(String label) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (long dim : shape.reversed()) {
            strides.addFirst(stride);
            stride *= dim;
        }
        return new WeightSource.Stored(
                bytes(Arena.ofAuto()), label, new WeightSource.Layout(dtype, 0, strides), shape, dtype);
    }

    /** Largest |a - b| as a multiple of absolute + relative * |b|; at most 1 is agreement. */
    double disagreement(Values expected, StoredCases.Tolerance tolerance) {
        if (!shape.equals(expected.shape)) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = 0;
        for (int i = 0; i < data.length; i++) {
            worst = Math.max(worst, disagreement(data[i], expected.data[i], tolerance));
        }
        return worst;
    }

    private static double disagreement(double value, double expected, StoredCases.Tolerance tolerance) {
        if (Double.compare(value, expected) == 0 || value == expected) {
            return 0; // infinities and NaN included
        }
        double excess = Math.abs(value - expected) / (tolerance.absolute() + tolerance.relative() * Math.abs(expected));
        return Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
    }

    static Values of(StoredValue value) {
        return switch (value) {
            case StoredValue.Tensor tensor -> read(tensor.dtype(), tensor.shape(), tensor.bytes());
            case StoredValue.IntValue(long number) -> whole(DType.INT64, List.of(1L), number);
            case StoredValue.FloatValue(double number) -> new Values(DType.FLOAT32, List.of(1L), new double[] {number});
            case StoredValue.BoolValue _, StoredValue.StringValue _, StoredValue.None _ ->
                throw new IllegalArgumentException("cannot be an input of an engine: " + value);
        };
    }

    double maxError(Values expected) {
        double worst = 0;
        for (int i = 0; i < Math.min(data.length, expected.data.length); i++) {
            worst = Math.max(worst, Math.abs(data[i] - expected.data[i]));
        }
        return worst;
    }
}
