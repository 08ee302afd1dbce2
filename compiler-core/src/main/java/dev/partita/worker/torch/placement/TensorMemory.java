package dev.partita.worker.torch.placement;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Tensors over memory that Java owns, and the memory of tensors. Nothing is copied where that can be avoided. */
public final class TensorMemory {

    private TensorMemory() {}

    /**
     * A tensor over {@code storage}, which must outlive the tensor and all its views: libtorch keeps only the address.
     *
     * @param offset first element, counted in elements
     * @param strides per axis, in elements
     */
    public static Tensor view(MemorySegment storage, DType dtype, long[] dims, long[] strides, long offset) {
        try (TensorOptions options = new TensorOptions(TorchTypes.scalarType(dtype))) {
            return view(storage, dtype, dims, strides, offset, options);
        }
    }

    /** As above, on the device that the options name: {@code storage} is an address there. */
    static Tensor view(
            MemorySegment storage, DType dtype, long[] dims, long[] strides, long offset, TensorOptions options) {
        long size = dtype.byteSize();
        long last = lastElement(dims, strides, offset);
        if (offset < 0 || last >= storage.byteSize() / size) {
            throw new TorchException("a " + dtype.torchName() + Arrays.toString(dims) + " tensor with strides "
                    + Arrays.toString(strides) + " and offset " + offset + " reaches element " + last
                    + ", but its storage holds " + storage.byteSize() / size);
        }
        try (var _ = new PointerScope();
                Address address = new Address(storage.address() + offset * size, storage.byteSize() - offset * size)) {
            return torch.from_blob(address, dims, strides, options).retainReference();
        }
    }

    /** A row-major tensor over {@code data}. */
    public static Tensor dense(MemorySegment data, DType dtype, long[] dims) {
        return view(data, dtype, dims, rowMajorStrides(dims), 0);
    }

    /** The extents. A rank-0 shape has no native array behind it. */
    static long[] shape(Tensor tensor) {
        long[] shape = new long[(int) tensor.dim()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = tensor.size(axis);
        }
        return shape;
    }

    public static List<Long> boxedShape(Tensor tensor) {
        return Arrays.stream(shape(tensor)).boxed().toList();
    }

    /** Whether both have the same element type and extents. */
    public static boolean sameForm(Tensor one, Tensor other) {
        return TorchTypes.dtype(one.scalar_type()) == TorchTypes.dtype(other.scalar_type())
                && Arrays.equals(shape(one), shape(other));
    }

    /** Whether both are the same view of the same memory. */
    public static boolean same(Tensor one, Tensor other) {
        return sameForm(one, other) && address(one) == address(other) && Arrays.equals(strides(one), strides(other));
    }

    /** Where the first element lies, on whatever device; 0 for an empty tensor. */
    public static long address(Tensor tensor) {
        try (Pointer data = tensor.data_ptr()) {
            return data == null ? 0 : data.address();
        }
    }

    private static long[] strides(Tensor tensor) {
        long[] strides = new long[(int) tensor.dim()];
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = tensor.stride(axis);
        }
        return strides;
    }

    public static long[] rowMajorStrides(long[] dims) {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(dims[i], 1);
        }
        return strides;
    }

    /** The bytes of a CPU tensor that is contiguous; valid while {@code tensor} lives. */
    @SuppressWarnings("restricted") // libtorch vouches for the size.
    public static MemorySegment bytes(Tensor tensor) {
        if (!tensor.is_contiguous()) {
            throw new IllegalArgumentException("the tensor is not contiguous");
        }
        if (tensor.numel() == 0) {
            return MemorySegment.NULL;
        }
        try (Pointer data = tensor.data_ptr()) {
            return MemorySegment.ofAddress(data.address()).reinterpret(tensor.nbytes());
        }
    }

    /** Index of the last element that the view touches; -1 when it touches none. */
    private static long lastElement(long[] dims, long[] strides, long offset) {
        long last = offset;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] < 0 || strides[i] < 0) {
                throw new TorchException("negative extent or stride in " + Arrays.toString(dims) + ", "
                        + Arrays.toString(strides));
            }
            if (dims[i] == 0) {
                return -1;
            }
            last = Math.addExact(last, Math.multiplyExact(dims[i] - 1, strides[i]));
        }
        return last;
    }

    /** JavaCPP's pointer to an address that we know. */
    private static final class Address extends Pointer {
        Address(long address, long byteSize) {
            super((Pointer) null);
            this.address = address;
            this.limit = byteSize;
            this.capacity = byteSize;
        }
    }
}
