package dev.partita.worker.torch.region;

import dev.partita.ir.Node;
import java.util.Collection;
import org.bytedeco.pytorch.IValue;

/** A step in its place: the node it stands for, and the slots whose values nobody reads after it. */
final class ScheduledStep {

    private static final IValue NONE = new IValue();

    private final Node node;
    private final Step step;
    private final int[] released;

    ScheduledStep(Node node, Step step, Collection<Integer> released) {
        this.node = node;
        this.step = step;
        this.released = released.stream().mapToInt(Integer::intValue).toArray();
    }

    Node node() {
        return node;
    }

    Step step() {
        return step;
    }

    void release(Frame frame) {
        for (int slot : released) {
            frame.set(slot, NONE);
        }
    }
}
