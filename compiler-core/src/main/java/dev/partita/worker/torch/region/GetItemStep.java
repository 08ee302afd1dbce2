package dev.partita.worker.torch.region;

import dev.partita.worker.torch.placement.TorchException;
import java.util.List;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tuple;
import org.bytedeco.pytorch.TupleElements;

/** {@code list[index]} for a list that an operator returned, such as {@code split}'s, or a tuple from elsewhere. Negative indices count from the end. */
record GetItemStep(int list, long index, Slots results) implements Step {

    @Override
    public void run(Frame frame) {
        IValue source = frame.get(list);
        if (source.isTuple()) {
            try (Tuple tuple = source.toTuple();
                    TupleElements elements = tuple.elements()) {
                frame.set(results.first(), elements.get(position(elements.size())));
            }
            return;
        }
        try (GenericList items = source.toList();
                IValue item = items.get(position(items.size()))) {
            frame.set(results.first(), item);
        }
    }

    private long position(long size) {
        long position = index < 0 ? index + size : index;
        if (position < 0 || position >= size) {
            throw new TorchException("item " + index + " of " + size);
        }
        return position;
    }

    @Override
    public List<Operand> operands() {
        return List.of(new Operand.Slot(list));
    }
}
