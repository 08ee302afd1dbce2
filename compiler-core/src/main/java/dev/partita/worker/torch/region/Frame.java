package dev.partita.worker.torch.region;

import java.util.List;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tuple;

/**
 * The values of one run of one program: a slot per value, and the stack on which operators are called. One thread, one
 * run. The vectors are sized once and never grow, because native code holds references into them.
 */
final class Frame implements AutoCloseable {

    private final IValueVector slots;
    private final IValueVector stack = new IValueVector();

    /** Starts with a copy of {@code initial}: weights in their slots, None elsewhere. */
    Frame(IValueVector initial) {
        slots = new IValueVector();
        slots.put(initial);
    }

    IValueVector stack() {
        return stack;
    }

    /** A view of the slot: valid until the slot changes. */
    IValue get(int slot) {
        return slots.get(slot);
    }

    void set(int slot, IValue value) {
        slots.put(slot, value);
    }

    /** Puts the operand's value at {@code position} of {@code target}. */
    void load(Operand operand, IValueVector target, int position) {
        switch (operand) {
            case Operand.Constant(IValue value) -> target.put(position, value);
            case Operand.Slot(int index) -> target.put(position, slots.get(index));
            case Operand.Fitted fitted -> {
                // Closing a view of a slot does nothing; closing a converted value frees it.
                try (IValue value = Coercion.fit(slots.get(fitted.index()), fitted.kind())) {
                    target.put(position, value);
                }
            }
            case Operand.Tuple(List<Operand> items) -> {
                try (IValueVector values = new IValueVector()) {
                    values.resize(items.size());
                    for (int i = 0; i < items.size(); i++) {
                        load(items.get(i), values, i);
                    }
                    try (Tuple tuple = Tuple.create(values);
                            IValue value = new IValue(tuple)) {
                        target.put(position, value);
                    }
                }
            }
            case Operand.Items items -> {
                try (IValue list = list(items)) {
                    target.put(position, list);
                }
            }
        }
    }

    private IValue list(Operand.Items items) {
        try (GenericList list = new GenericList(items.itemType());
                IValueVector item = new IValueVector(1)) {
            list.reserve(items.items().size());
            for (Operand operand : items.items()) {
                load(operand, item, 0);
                list.push_back(item.get(0));
            }
            return new IValue(list);
        }
    }

    @Override
    public void close() {
        stack.close();
        slots.close();
    }
}
