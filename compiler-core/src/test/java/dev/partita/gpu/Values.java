package dev.partita.gpu;

import dev.partita.network.Elements;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
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
            data[i] = Elements.getDouble(bytes, i, dtype);
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
            data[i] = Elements.getDouble(bytes, i, dtype);
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

    /** Largest excess of |a - b| over tolerance * (1 + |b|), as a multiple of it; at most 1 is agreement. */
    double disagreement(Values expected, double tolerance) {
        if (!shape.equals(expected.shape)) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = 0;
        for (int i = 0; i < data.length; i++) {
            double allowed = tolerance * (1 + Math.abs(expected.data[i]));
            double off = Math.abs(data[i] - expected.data[i]);
            worst = Math.max(worst, Double.isNaN(off) && !Double.isNaN(expected.data[i]) ? Double.POSITIVE_INFINITY : off / allowed);
        }
        return worst;
    }

    double maxError(Values expected) {
        double worst = 0;
        for (int i = 0; i < Math.min(data.length, expected.data.length); i++) {
            worst = Math.max(worst, Math.abs(data[i] - expected.data[i]));
        }
        return worst;
    }
}
