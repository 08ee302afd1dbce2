package dev.partita.worker.torch.placement;

import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;

/** Python's numbers, {@link Long}, {@link Double} or {@link Boolean}, as libtorch's values and back. */
public final class PythonNumber {

    private PythonNumber() {}

    /** A tensor with one element counts as its number; on a GPU that waits for it. */
    public static Object of(IValue value) {
        if (value.isInt()) {
            return value.toInt();
        }
        if (value.isDouble()) {
            return value.toDouble();
        }
        if (value.isBool()) {
            return value.toBool();
        }
        if (value.isTensor() && value.toTensor().numel() == 1) {
            try (Scalar item = value.toTensor().item();
                    IValue number = new IValue(item)) {
                return of(number);
            }
        }
        throw new TorchException("a number is expected, not a " + value.tagKind().getString());
    }

    public static IValue value(Object number) {
        return switch (number) {
            case Long integer -> new IValue(integer.longValue());
            case Double real -> new IValue(real.doubleValue());
            case Boolean truth -> new IValue(truth.booleanValue());
            default -> throw new IllegalStateException("no number of Python is a " + number.getClass());
        };
    }
}
