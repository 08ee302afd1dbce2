package dev.partita.worker.torch.region;

import dev.partita.worker.torch.operator.Parameter.Kind;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Makes a value fit a parameter the way Python's argument parser does: libtorch's boxed kernels want the exact kind.
 * Values that fit, and None, are returned as they are.
 */
final class Coercion {

    private Coercion() {}

    static IValue fit(IValue value, Kind kind) {
        return switch (kind) {
            case TENSOR -> value.isScalar() ? wrappedNumber(value) : value;
            case INT -> value.isInt() ? value : value.isBool() ? new IValue(value.toBool() ? 1L : 0L) : item(value);
            case FLOAT -> value.isInt()
                    ? new IValue((double) value.toInt())
                    : value.isBool() ? new IValue(value.toBool() ? 1.0 : 0.0) : item(value);
            case BOOL -> value.isInt() ? new IValue(value.toInt() != 0) : item(value);
            case SCALAR -> item(value);
            case STRING, DEVICE, OTHER -> value;
        };
    }

    /** A tensor with one element becomes its number; anything else stays. */
    private static IValue item(IValue value) {
        if (!value.isTensor()) {
            return value;
        }
        try (Scalar scalar = value.toTensor().item()) {
            return new IValue(scalar);
        }
    }

    /**
     * A number where a tensor is expected. Marked as wrapped, so that type promotion treats it as a Python number: an
     * int64 tensor plus 1.5 is float32, not float64.
     */
    private static IValue wrappedNumber(IValue number) {
        try (Scalar scalar = number.toScalar();
                Tensor tensor = torch.scalar_to_tensor(scalar)) {
            tensor.unsafeGetTensorImpl().set_wrapped_number(true);
            return new IValue(tensor);
        }
    }
}
