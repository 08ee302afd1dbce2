package dev.partita.worker.torch.region;

import dev.partita.worker.torch.placement.PythonNumber;
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
            arguments.add(PythonNumber.of(stack.get(0)));
        }
        stack.clear();
        try (IValue result = PythonNumber.value(op.apply(arguments))) {
            frame.set(results.first(), result);
        }
    }
}
