package dev.partita.worker.torch.region;

import java.util.List;

/** One thing that a program does: reads slots of the frame, writes slots of the frame. Shared by all runs. */
interface Step {

    void run(Frame frame);

    /** What it reads. */
    List<Operand> operands();

    /** The slots it writes. */
    Slots results();

    /** Consecutive slots. A tuple's items lie side by side, so that {@code getitem} costs nothing. */
    record Slots(int first, int count, boolean tuple) {

        static final Slots NONE = new Slots(0, 0, false);

        static Slots single(int slot) {
            return new Slots(slot, 1, false);
        }
    }
}
