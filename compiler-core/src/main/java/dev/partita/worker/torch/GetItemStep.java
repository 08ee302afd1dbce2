package dev.partita.worker.torch;

import java.util.List;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;

/** {@code list[index]} for a list that an operator returned, such as {@code split}'s. Negative indices count from the end. */
record GetItemStep(int list, long index, Slots results) implements Step {

    @Override
    public void run(Frame frame) {
        try (GenericList items = frame.get(list).toList()) {
            long size = items.size();
            long position = index < 0 ? index + size : index;
            if (position < 0 || position >= size) {
                throw new TorchException("item " + index + " of a list of " + size);
            }
            try (IValue item = items.get(position)) {
                frame.set(results.first(), item);
            }
        }
    }

    @Override
    public List<Operand> operands() {
        return List.of(new Operand.Slot(list));
    }
}
