package dev.partita.worker.trt;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** TensorRT's {@code IOutputAllocator}, for outputs whose extents depend on data: they are known only when running. */
final class OutputAllocator {

    private static final int MAX_AXES = 8;
    /** {@code nvinfer1::Dims64}: an int, padding, eight longs. */
    private static final long DIMS_BYTES = 8 + MAX_AXES * 8;

    private final LongUnaryOperator memory;
    private volatile List<Long> shape = List.of();
    private volatile long address;

    /** @param memory gives the address of so many bytes on the GPU */
    OutputAllocator(LongUnaryOperator memory) {
        this.memory = memory;
    }

    /** Where the output of the last run lies. */
    long address() {
        return address;
    }

    /** The extents of the last run. */
    List<Long> shape() {
        return shape;
    }

    /** The C++ object; valid as long as the arena. */
    MemorySegment object(Arena arena) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle grow = lookup.findVirtual(OutputAllocator.class, "reallocate", MethodType.methodType(
                    MemorySegment.class, MemorySegment.class, MemorySegment.class, MemorySegment.class, long.class,
                    long.class)).bindTo(this);
            MethodHandle growOnStream = MethodHandles.dropArguments(grow, 5, MemorySegment.class);
            MethodHandle notify = lookup.findVirtual(OutputAllocator.class, "notifyShape", MethodType.methodType(
                    void.class, MemorySegment.class, MemorySegment.class, MemorySegment.class)).bindTo(this);
            return new NativeObject(arena)
                    .versionedInterface("IOutputAllocator")
                    .slot(grow, FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG))
                    .slot(growOnStream, FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                            ValueLayout.ADDRESS))
                    .slot(notify, FunctionDescriptor.ofVoid(
                            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                    .build();
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    MemorySegment reallocate(
            MemorySegment self, MemorySegment name, MemorySegment current, long bytes, long alignment) {
        try {
            address = memory.applyAsLong(bytes);
            return MemorySegment.ofAddress(address);
        } catch (RuntimeException e) {
            return MemorySegment.NULL; // TensorRT reports the failed allocation itself
        }
    }

    void notifyShape(MemorySegment self, MemorySegment name, MemorySegment dims) {
        try {
            MemorySegment fields = dims.reinterpret(DIMS_BYTES);
            int rank = fields.get(ValueLayout.JAVA_INT, 0);
            List<Long> extents = new ArrayList<>();
            for (int axis = 0; axis < rank; axis++) {
                extents.add(fields.get(ValueLayout.JAVA_LONG, 8 + 8L * axis));
            }
            shape = List.copyOf(extents);
        } catch (RuntimeException e) {
            // An exception that leaves an upcall ends the process.
        }
    }
}
