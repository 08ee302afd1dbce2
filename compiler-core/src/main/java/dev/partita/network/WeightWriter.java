package dev.partita.network;

import dev.partita.element.ElementReader;
import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** Writes weights densely, row-major, in the type in which TensorRT gets them. Touches native memory only. */
public final class WeightWriter {

    private WeightWriter() {}

    public static long byteSize(WeightSource source) {
        return source.elementCount() * source.dtype().byteSize();
    }

    /** The bytes as they lie in the file, when they need neither a cast nor another order: no copy then. */
    public static Optional<MemorySegment> inPlace(WeightSource source) {
        if (source instanceof WeightSource.Stored stored
                && stored.storage().isNative()
                && hasValues(stored)
                && stored.layout().dtype() == stored.dtype()
                && isDense(stored)) {
            long start = stored.layout().offset() * stored.dtype().byteSize();
            return Optional.of(stored.storage().asSlice(start, byteSize(stored)));
        }
        return Optional.empty();
    }

    /** Whether the bytes are there: a constant that lowering has folded has none until it is evaluated. */
    public static boolean hasValues(WeightSource source) {
        return switch (source) {
            case WeightSource.Stored stored -> stored.storage().byteSize() > 0 || stored.elementCount() == 0;
            case WeightSource.Scaled scaled -> hasValues(scaled.base());
            case WeightSource.Integers _, WeightSource.Reals _, WeightSource.Filled _ -> true;
        };
    }

    /** Fills {@code target}, of {@link #byteSize} bytes. */
    public static void write(WeightSource source, MemorySegment target) {
        switch (source) {
            case WeightSource.Stored stored -> writeStored(stored, target);
            case WeightSource.Scaled scaled -> writeScaled(scaled, target);
            case WeightSource.Integers integers -> {
                for (int i = 0; i < integers.values().size(); i++) {
                    Elements.putLong(target, i, integers.dtype(), integers.values().get(i));
                }
            }
            case WeightSource.Reals reals -> {
                for (int i = 0; i < reals.values().size(); i++) {
                    Elements.putDouble(target, i, reals.dtype(), reals.values().get(i));
                }
            }
            case WeightSource.Filled filled -> {
                for (long i = 0; i < filled.elementCount(); i++) {
                    Elements.putDouble(target, i, filled.dtype(), filled.value());
                }
            }
        }
    }

    private static void writeStored(WeightSource.Stored stored, MemorySegment target) {
        requireValues(stored);
        DType from = stored.layout().dtype();
        if (isDense(stored) && from == stored.dtype()) {
            long start = stored.layout().offset() * from.byteSize();
            MemorySegment.copy(stored.storage(), start, target, 0, byteSize(stored));
            return;
        }
        boolean exact = !from.isFloatingPoint() && !stored.dtype().isFloatingPoint();
        Walk walk = new Walk(stored);
        for (long i = 0; i < stored.elementCount(); i++) {
            long at = walk.next();
            if (exact) {
                Elements.putLong(target, i, stored.dtype(), ElementReader.integer(stored.storage(), at, from));
            } else {
                Elements.putDouble(target, i, stored.dtype(), ElementReader.number(stored.storage(), at, from));
            }
        }
    }

    private static void writeScaled(WeightSource.Scaled scaled, MemorySegment target) {
        WeightSource.Stored base = scaled.base();
        requireValues(base);
        Walk walk = new Walk(base);
        long slice = base.elementCount() / scaled.factors().size();
        long element = 0;
        for (double factor : scaled.factors()) {
            for (long end = element + slice; element < end; element++) {
                double value = ElementReader.number(base.storage(), walk.next(), base.layout().dtype());
                Elements.putDouble(target, element, base.dtype(), value * factor);
            }
        }
    }

    private static void requireValues(WeightSource.Stored stored) {
        if (!hasValues(stored)) {
            throw new NetworkException("the constant '" + stored.label() + "' must be evaluated before it is written");
        }
        if (stored.layout().dtype().isComplex()) {
            throw new NetworkException("no weight can be " + stored.layout().dtype().torchName());
        }
    }

    private static boolean isDense(WeightSource.Stored stored) {
        long expected = 1;
        for (int axis = stored.dims().size() - 1; axis >= 0; axis--) {
            long extent = stored.dims().get(axis);
            if (extent != 1 && stored.layout().strides().get(axis) != expected) {
                return false;
            }
            expected *= extent;
        }
        return true;
    }

    /** Yields the storage index of each element, row-major. */
    private static final class Walk {
        private final List<Long> dims;
        private final List<Long> strides;
        private final long[] index;
        private long at;

        Walk(WeightSource.Stored stored) {
            dims = stored.dims();
            strides = stored.layout().strides();
            index = new long[dims.size()];
            at = stored.layout().offset();
        }

        long next() {
            long current = at;
            for (int axis = index.length - 1; axis >= 0; axis--) {
                index[axis]++;
                at += strides.get(axis);
                if (index[axis] < dims.get(axis)) {
                    return current;
                }
                at -= index[axis] * strides.get(axis);
                index[axis] = 0;
            }
            return current;
        }
    }
}
