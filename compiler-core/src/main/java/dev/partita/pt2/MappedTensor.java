package dev.partita.pt2;

import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;

/**
 * A strided view on a {@link Storage}; offset and strides count elements. Not necessarily contiguous: strides may be
 * permuted or 0. The constructor guarantees that every element lies within the storage.
 */
public record MappedTensor(DType dtype, List<Long> sizes, List<Long> strides, long offset, Storage storage) {

    /** Torch's own limit in places. */
    static final int MAX_RANK = 64;

    /** @throws IllegalArgumentException with the reason, when the view leaves the storage */
    public MappedTensor {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
        long needed = neededElements(sizes, strides, offset);
        if (needed > storage.byteSize() / dtype.byteSize()) {
            throw new IllegalArgumentException("sizes " + sizes + ", strides " + strides + " and offset " + offset
                    + " of " + dtype.torchName() + " need " + needed + " elements but " + storage.id() + " has only "
                    + storage.byteSize() + " bytes");
        }
    }

    /** How many bytes a storage needs for this view. */
    static long neededBytes(DType dtype, List<Long> sizes, List<Long> strides, long offset) {
        try {
            return Math.multiplyExact(neededElements(sizes, strides, offset), (long) dtype.byteSize());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("sizes " + sizes + " and strides " + strides + " overflow", e);
        }
    }

    private static long neededElements(List<Long> sizes, List<Long> strides, long offset) {
        if (sizes.size() != strides.size()) {
            throw new IllegalArgumentException(sizes.size() + " sizes but " + strides.size() + " strides");
        }
        if (sizes.size() > MAX_RANK) {
            throw new IllegalArgumentException("rank " + sizes.size() + " is above " + MAX_RANK);
        }
        try {
            long last = offset;
            long elements = 1;
            for (int axis = 0; axis < sizes.size(); axis++) {
                if (sizes.get(axis) < 0 || strides.get(axis) < 0) {
                    throw new IllegalArgumentException("negative size or stride: " + sizes + ", " + strides);
                }
                elements = Math.multiplyExact(elements, sizes.get(axis));
                last = Math.addExact(last, Math.multiplyExact(Math.max(0, sizes.get(axis) - 1), strides.get(axis)));
            }
            if (offset < 0) {
                throw new IllegalArgumentException("negative offset " + offset);
            }
            return elements == 0 ? 0 : Math.addExact(last, 1);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("sizes " + sizes + " and strides " + strides + " overflow", e);
        }
    }

    public long elementCount() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    public TensorSpec spec() {
        long[] extents = new long[sizes.size()];
        Arrays.setAll(extents, sizes::get);
        return new TensorSpec(dtype, Shape.of(extents));
    }

    /** Whether elements lie in row-major order without gaps, starting at {@link #offset}. */
    public boolean isContiguous() {
        long expected = 1;
        for (int axis = sizes.size() - 1; axis >= 0; axis--) {
            if (sizes.get(axis) != 1 && strides.get(axis) != expected) {
                return elementCount() == 0;
            }
            expected *= sizes.get(axis);
        }
        return true;
    }
}
