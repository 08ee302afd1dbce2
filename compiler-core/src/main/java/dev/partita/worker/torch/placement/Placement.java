package dev.partita.worker.torch.placement;

import dev.partita.tensor.DType;
import java.lang.foreign.MemorySegment;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/**
 * Where the tensors of a program live, and in what order work on them is done: in host memory, or on a GPU. Everything
 * else here is written once for both.
 */
public interface Placement {

    /** Host memory; work is done when a call returns. */
    Placement HOST = new HostPlacement();

    /** What stands in the place of every device that a program names: it runs here. Do not close. */
    IValue device();

    /** In words: {@code CPU}, {@code GPU 0}. */
    String words();

    /** A tensor of the same values that lives here: the given one if it does. */
    Tensor bring(Tensor tensor);

    /** A tensor of the same values with memory of its own, here. */
    Tensor copy(Tensor tensor);

    /** New memory for a dense tensor, its contents undefined. The scope that is open owns the result. */
    Tensor empty(DType dtype, long[] dims);

    /**
     * Makes the bytes of a weight's storage available here.
     *
     * @param file the storage as mapped, which must outlive the result
     * @param written whether the program changes it: then it gets memory of its own in any case
     */
    Storage store(MemorySegment file, boolean written);

    /** As {@link TensorMemory#view}, on memory that is here. */
    Tensor view(MemorySegment storage, DType dtype, long[] dims, long[] strides, long offset);

    /** The kind of device, by libtorch's number. */
    byte deviceType();

    /** Until the result is closed, what this thread asks of libtorch is done here, in order. */
    Work begin();

    /** Whether convolutions may round float32 to TF32, where the hardware can; libtorch's default is that they may. */
    default void allowTf32(boolean allowed) {}

    /** Gives memory that no tensor uses back to the machine: other users of a GPU cannot take it from libtorch. */
    default void giveUpUnused() {}

    /** Whether {@link #record} can be asked for. */
    default boolean records() {
        return false;
    }

    /** Whether what this thread asks for now is being noted down. */
    default boolean isRecording() {
        return false;
    }

    /**
     * Notes down what the work asks of this place instead of doing it. What it makes lies in memory that belongs to the
     * recording: each replay writes it anew.
     *
     * @param work has been done before, with the same shapes; does nothing that waits for this place
     * @throws RuntimeException where something cannot be noted down; nothing was done then
     */
    default Recording record(Runnable work) {
        throw new TorchException("work on the " + words() + " is not recorded");
    }

    /** A clock for the work here, starting now. */
    Marks marks(int count);

    /** The span in which work goes here. */
    interface Work extends AutoCloseable {

        /** Waits until all that was asked for is done. */
        void await();

        @Override
        void close();
    }

    /** A storage where the program's tensors live. */
    interface Storage extends AutoCloseable {

        /** Its memory, an address that only libtorch may follow. */
        MemorySegment memory();

        /** Gives it the contents of the file again. */
        void restore();

        @Override
        void close();
    }
}
