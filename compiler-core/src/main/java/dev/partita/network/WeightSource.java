package dev.partita.network;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Values that are known before the engine runs, and the type in which TensorRT gets them. Casting is done on the host
 * ({@link WeightWriter}): in a strongly typed network TensorRT folds no cast into a convolution.
 */
public sealed interface WeightSource {

    /** Element type after casting. */
    DType dtype();

    List<Long> dims();

    default TensorType type() {
        return new TensorType(dtype(), dims());
    }

    default long elementCount() {
        long count = 1;
        for (long dim : dims()) {
            count *= dim;
        }
        return count;
    }

    /**
     * A strided view on memory, usually mapped from the program's file; never copied before it is handed over.
     *
     * @param storage little-endian bytes; may exceed what the view needs
     * @param label what to call it in print and as the weight's name: the parameter's path
     * @param layout element type, first element, and stride per axis (0 for expanded axes), in elements
     */
    record Stored(MemorySegment storage, String label, Layout layout, List<Long> dims, DType dtype)
            implements WeightSource {
        public Stored {
            dims = List.copyOf(dims);
        }

        /** The same values, cast to another type. */
        public Stored as(DType other) {
            return new Stored(storage, label, layout, dims, other);
        }

        @Override
        public String toString() {
            String cast = layout.dtype() == dtype ? "" : layout.dtype().torchName() + " -> ";
            return "weight(" + label + " " + cast + type() + ")";
        }
    }

    /** How a {@link Stored} view lies in its storage. */
    record Layout(DType dtype, long offset, List<Long> strides) {
        public Layout {
            strides = List.copyOf(strides);
        }
    }

    /**
     * A stored tensor times one factor per slice along its first axis: a kernel with what follows the convolution folded
     * in. Multiplied in double when it is written, so that the product is rounded once, to {@link #dtype}.
     *
     * @param factors as many as the first axis (that is not of extent one) has slices
     */
    record Scaled(Stored base, List<Double> factors) implements WeightSource {
        public Scaled {
            factors = List.copyOf(factors);
            long count = base.elementCount();
            if (factors.isEmpty() || count % factors.size() != 0) {
                throw new NetworkException(factors.size() + " factors do not fit " + base);
            }
        }

        @Override
        public DType dtype() {
            return base.dtype();
        }

        @Override
        public List<Long> dims() {
            return base.dims();
        }

        @Override
        public String toString() {
            return "scaled(" + base + " by " + factors.size() + " factors)";
        }
    }

    /** A few integers, such as axes, sizes and indices; for BOOL 0 and 1. */
    record Integers(List<Long> values, List<Long> dims, DType dtype) implements WeightSource {
        public Integers {
            values = List.copyOf(values);
            dims = List.copyOf(dims);
        }

        @Override
        public String toString() {
            return "const(" + values + " " + type() + ")";
        }
    }

    /** A few floating-point numbers. */
    record Reals(List<Double> values, List<Long> dims, DType dtype) implements WeightSource {
        public Reals {
            values = List.copyOf(values);
            dims = List.copyOf(dims);
        }

        @Override
        public String toString() {
            return "const(" + values + " " + type() + ")";
        }
    }

    /** The same number everywhere; written out only when handed to TensorRT. */
    record Filled(double value, List<Long> dims, DType dtype) implements WeightSource {
        public Filled {
            dims = List.copyOf(dims);
        }

        @Override
        public String toString() {
            return "fill(" + value + " " + type() + ")";
        }
    }
}
