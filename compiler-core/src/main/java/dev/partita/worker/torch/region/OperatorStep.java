package dev.partita.worker.torch.region;

import dev.partita.worker.torch.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.IValueVector;

/**
 * Calls an operator. What is known before the run lies in a template stack, copied by one native call; then only the
 * slots are filled in. No object that Java must free is made for plain tensor arguments.
 */
final class OperatorStep implements Step {

    private final Operator operator;
    private final List<Operand> operands;
    private final Slots results;
    private final IValueVector template;
    private final int[] plainPositions;
    private final int[] plainSlots;
    private final int[] builtPositions;

    /** One operand per parameter of the operator's signature. */
    OperatorStep(Operator operator, List<Operand> operands, Slots results) {
        this.operator = operator;
        this.operands = List.copyOf(operands);
        this.results = results;
        template = new IValueVector();
        template.resize(operands.size());
        List<Integer> plain = new ArrayList<>();
        List<Integer> built = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            switch (operands.get(i)) {
                case Operand.Constant constant -> template.put(i, constant.value());
                case Operand.Slot slot -> plain.add(i);
                case Operand.Fitted fitted -> built.add(i);
                case Operand.Items items -> built.add(i);
                case Operand.Tuple tuple -> built.add(i);
            }
        }
        plainPositions = plain.stream().mapToInt(i -> i).toArray();
        plainSlots = plain.stream().mapToInt(i -> ((Operand.Slot) operands.get(i)).index()).toArray();
        builtPositions = built.stream().mapToInt(i -> i).toArray();
    }

    @Override
    public void run(Frame frame) {
        IValueVector stack = frame.stack();
        stack.put(template);
        for (int i = 0; i < plainPositions.length; i++) {
            stack.put(plainPositions[i], frame.get(plainSlots[i]));
        }
        for (int position : builtPositions) {
            frame.load(operands.get(position), stack, position);
        }
        operator.kernel().call(stack);
        for (int i = 0; i < results.count(); i++) {
            frame.set(results.first() + i, stack.get(i));
        }
        // The stack must not keep results alive: an in-place op on one would see two owners.
        stack.clear();
    }

    Operator operator() {
        return operator;
    }

    @Override
    public List<Operand> operands() {
        return operands;
    }

    @Override
    public Slots results() {
        return results;
    }
}
