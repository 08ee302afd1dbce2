package dev.partita.worker.torch.placement;

import dev.partita.tensor.DType;
import dev.partita.tensorfile.StoredValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/** Values from files to libtorch and back. */
public final class ValueTransfer {

    private ValueTransfer() {}

    /** A tensor lies over the value's own memory, which must outlive it. The caller closes the result. */
    public static IValue toTorch(StoredValue value) {
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

    /** As {@link #toTorch}, but with memory of its own, where {@code placement} says. */
    public static IValue copyToTorch(StoredValue value, Placement placement) {
        try (IValue view = toTorch(value)) {
            return copy(view, placement);
        }
    }

    /** A tensor with memory of its own; other values as they are. */
    public static IValue copy(IValue value, Placement placement) {
        if (!value.isTensor()) {
            return new IValue(value);
        }
        try (Tensor copy = placement.copy(value.toTensor())) {
            return new IValue(copy);
        }
    }

    /** A copy in the arena's memory, row-major. */
    public static StoredValue fromTorch(IValue value, Arena arena) {
        if (value.isTensor()) {
            return tensor(value.toTensor(), arena);
        }
        if (value.isNone()) {
            return new StoredValue.None();
        }
        if (value.isString()) {
            return new StoredValue.StringValue(value.toStringRef().getString());
        }
        return switch (PythonNumber.of(value)) {
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
            MemorySegment copy = arena.allocate(dense.numel() * dtype.byteSize(), 64);
            copy.copyFrom(TensorMemory.bytes(dense));
            return new StoredValue.Tensor(dtype, TensorMemory.boxedShape(dense), copy);
        }
    }

    private static long[] dims(StoredValue.Tensor tensor) {
        return tensor.shape().stream().mapToLong(Long::longValue).toArray();
    }
}
