package dev.partita.worker.torch.region;

import dev.partita.worker.torch.operator.Parameter.Kind;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Type;

/** Where an argument comes from when a step runs. */
sealed interface Operand {

    /** Known when the program is compiled. */
    record Constant(IValue value) implements Operand {}

    /** The value of a slot as it is. */
    record Slot(int index) implements Operand {}

    /** The value of a slot, fitted to the parameter's kind: a symbolic integer in the place of a tensor. */
    record Fitted(int index, Kind kind) implements Operand {}

    /** A list of which some item is known only at run time. */
    record Items(Type.TypePtr itemType, List<Operand> items) implements Operand {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Several results that leave a region as one value. */
    record Tuple(List<Operand> items) implements Operand {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    /** Visits the slots this operand reads. */
    default void forEachSlot(IntConsumer visitor) {
        switch (this) {
            case Constant constant -> {}
            case Slot slot -> visitor.accept(slot.index());
            case Fitted fitted -> visitor.accept(fitted.index());
            case Tuple tuple -> tuple.items().forEach(item -> item.forEachSlot(visitor));
            case Items list -> list.items().forEach(item -> item.forEachSlot(visitor));
        }
    }
}
