package dev.partita.worker.torch.recording;

import dev.partita.worker.torch.placement.TensorMemory;
import dev.partita.worker.torch.placement.TorchTypes;
import dev.partita.worker.torch.program.MixedProgram;
import dev.partita.worker.torch.program.Schedule;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Whether recordings do what they were made from. */
public final class Replays {

    /** Kernels that add in no fixed order do not repeat to the last bit. */
    private static final double RELATIVE = 1e-3;

    private static final double ABSOLUTE = 1e-4;

    private Replays() {}

    /**
     * Runs the program both ways and compares what a caller would get. A program that differs from one plain run to the next,
     * because it draws random numbers, shows nothing: it agrees.
     */
    public static boolean agree(MixedProgram program, RecordedSchedule recorded, MixedProgram.Values given) {
        try (MixedProgram.Values plain = given.copy();
                MixedProgram.Values replayed = given.copy();
                MixedProgram.Values again = given.copy();
                var _ = new InferenceMode(true)) {
            program.schedule().run(plain.byName(), () -> {});
            recorded.run(replayed.byName(), () -> {});
            if (agree(program, plain, replayed)) {
                return true;
            }
            program.schedule().run(again.byName(), () -> {});
            return !agree(program, plain, again);
        }
    }

    private static boolean agree(MixedProgram program, MixedProgram.Values one, MixedProgram.Values other) {
        return program.outputNames().stream().allMatch(
                name -> agree(Schedule.value(name, one.byName()), Schedule.value(name, other.byName())));
    }

    private static boolean agree(IValue plain, IValue replayed) {
        if (!plain.isTensor() || !replayed.isTensor()) {
            return plain.equals(replayed);
        }
        try (Tensor one = plain.toTensor(); Tensor other = replayed.toTensor()) {
            return torch.equal(one, other)
                    || (TorchTypes.dtype(one.scalar_type()).isFloatingPoint()
                            && TensorMemory.sameForm(one, other)
                            && torch.allclose(one, other, RELATIVE, ABSOLUTE, true));
        }
    }
}
