package dev.partita.worker.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;

/** A Python function on numbers, as symbolic shapes need them: {@code _operator.floordiv(sym_size, 2)}. */
record ScalarStep(ScalarOp op, List<Operand> operands, Slots results) implements Step {

    @Override
    public void run(Frame frame) {
        List<Object> arguments = new ArrayList<>(operands.size());
        IValueVector stack = frame.stack();
        stack.resize(1);
        for (Operand operand : operands) {
            frame.load(operand, stack, 0);
            arguments.add(number(stack.get(0)));
        }
        stack.clear();
        try (IValue result = value(op.apply(arguments))) {
            frame.set(results.first(), result);
        }
    }

    /** As Long, Double or Boolean. */
    static Object number(IValue value) {
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
            try (IValue item = Coercion.fit(value, Parameter.Kind.SCALAR)) {
                return number(item);
            }
        }
        throw new TorchException("a number is expected, not a " + value.tagKind().getString());
    }

    static IValue value(Object number) {
        return switch (number) {
            case Long integer -> new IValue(integer.longValue());
            case Double real -> new IValue(real.doubleValue());
            case Boolean truth -> new IValue(truth.booleanValue());
            default -> throw new IllegalStateException("a scalar op returned " + number.getClass());
        };
    }
}
