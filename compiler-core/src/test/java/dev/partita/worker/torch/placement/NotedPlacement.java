package dev.partita.worker.torch.placement;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/** Host memory that can be recorded: a replay does the work again. What a GPU cannot record asks {@link #isRecording}. */
public final class NotedPlacement implements Placement {

    public final List<Noted> recordings = new ArrayList<>();
    /** Of memory for outputs. */
    public final List<Allocation> allocations = new ArrayList<>();
    private boolean recording;

    /** @param recorded whether it is for a recording */
    public record Allocation(long address, boolean recorded) {}

    /** A recording with the number of its replays. */
    public static final class Noted implements Recording {

        private final Runnable work;
        public int replays;
        public boolean closed;

        Noted(Runnable work) {
            this.work = work;
        }

        @Override
        public void replay() {
            replays++;
            work.run();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Override
    public boolean isRecording() {
        return recording;
    }

    @Override
    public boolean records() {
        return true;
    }

    @Override
    public Recording record(Runnable work) {
        recording = true;
        try {
            work.run();
        } finally {
            recording = false;
        }
        recordings.add(new Noted(work));
        return recordings.getLast();
    }

    @Override
    public IValue device() {
        return HOST.device();
    }

    @Override
    public String words() {
        return "notes";
    }

    @Override
    public Tensor bring(Tensor tensor) {
        return HOST.bring(tensor);
    }

    @Override
    public Tensor copy(Tensor tensor) {
        return HOST.copy(tensor);
    }

    @Override
    public Tensor empty(DType dtype, long[] dims) {
        Tensor made = HOST.empty(dtype, dims);
        allocations.add(new Allocation(TensorMemory.address(made), recording));
        return made;
    }

    @Override
    public Storage store(MemorySegment file, boolean written) {
        return HOST.store(file, written);
    }

    @Override
    public Tensor view(MemorySegment storage, DType dtype, long[] dims, long[] strides, long offset) {
        return HOST.view(storage, dtype, dims, strides, offset);
    }

    @Override
    public byte deviceType() {
        return HOST.deviceType();
    }

    @Override
    public Work begin() {
        return HOST.begin();
    }

    @Override
    public Marks marks(int count) {
        return HOST.marks(count);
    }
}
