package dev.partita.worker.torch;

import dev.partita.tensor.DType;
import dev.partita.tensorfile.StoredValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/** Values from files to libtorch and back. */
final class ValueTransfer {

    private ValueTransfer() {}

    /** A tensor lies over the value's own memory, which must outlive it. The caller closes the result. */
    static IValue toTorch(StoredValue value) {
        return switch (value) {
            case StoredValue.Tensor tensor -> {
                try (Tensor view = TensorMemory.dense(tensor.bytes(), tensor.dtype(), dims(tensor))) {
                    yield new IValue(view);
                }
            }
            case StoredValue.IntValue(long number) -> new IValue(number);
            case StoredValue.FloatValue(double number) -> new IValue(number);
            case StoredValue.BoolValue(boolean truth) -> new IValue(truth);
            case StoredValue.StringValue(String text) -> new IValue(text);
            case StoredValue.None none -> new IValue();
        };
    }

    /** As {@link #toTorch}, but with memory of its own: for inputs that the program changes. */
    static IValue copyToTorch(StoredValue value) {
        try (IValue view = toTorch(value)) {
            if (!view.isTensor()) {
                return new IValue(view);
            }
            try (Tensor copy = view.toTensor().clone()) {
                return new IValue(copy);
            }
        }
    }

    /** A copy in the arena's memory, row-major. */
    static StoredValue fromTorch(IValue value, Arena arena) {
        if (value.isTensor()) {
            return tensor(value.toTensor(), arena);
        }
        if (value.isNone()) {
            return new StoredValue.None();
        }
        if (value.isString()) {
            return new StoredValue.StringValue(value.toStringRef().getString());
        }
        return switch (ScalarStep.number(value)) {
            case Long integer -> new StoredValue.IntValue(integer);
            case Double real -> new StoredValue.FloatValue(real);
            case Boolean truth -> new StoredValue.BoolValue(truth);
            case Object other -> throw new TorchException("cannot hand out a result of type " + other.getClass());
        };
    }

    private static StoredValue.Tensor tensor(Tensor tensor, Arena arena) {
        try (var _ = new PointerScope()) {
            Tensor dense = tensor.cpu().resolve_conj().resolve_neg().contiguous();
            DType dtype = TorchTypes.dtype(dense.scalar_type());
            long[] shape = shape(dense);
            MemorySegment copy = arena.allocate(dense.numel() * dtype.byteSize(), 64);
            copy.copyFrom(TensorMemory.bytes(dense));
            List<Long> dims = Arrays.stream(shape).boxed().toList();
            return new StoredValue.Tensor(dtype, dims, copy);
        }
    }

    private static long[] dims(StoredValue.Tensor tensor) {
        return tensor.shape().stream().mapToLong(Long::longValue).toArray();
    }

    /** A rank-0 shape has no native array behind it. */
    private static long[] shape(Tensor tensor) {
        long[] shape = new long[(int) tensor.dim()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = tensor.size(axis);
        }
        return shape;
    }
}
