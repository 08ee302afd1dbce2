package dev.partita.worker.torch.engine;

import dev.partita.tensor.DType;
import dev.partita.worker.torch.placement.Placement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;

/**
 * New memory for what the engines of a program write. Ahead of time where that is asked for: when a run is enqueued, the
 * outputs of the next one are allocated while the GPU works, and taken where the shapes are the same again. What was handed
 * out once is never handed out again: a result that somebody keeps stays as it is. One thread.
 */
public final class OutputMemory implements AutoCloseable {

    private final Placement placement;
    private final boolean ahead;
    /** Forms that were asked for since the last {@link #prepare}, in order. */
    private final List<Form> asked = new ArrayList<>();
    private final List<Spare> spares = new ArrayList<>();

    private record Form(DType dtype, List<Long> shape) {}

    private record Spare(Form form, Tensor tensor) {}

    /** @param ahead whether {@link #prepare} allocates anything */
    public OutputMemory(Placement placement, boolean ahead) {
        this.placement = placement;
        this.ahead = ahead;
    }

    public Placement placement() {
        return placement;
    }

    public boolean isAhead() {
        return ahead;
    }

    /** A dense tensor with undefined contents. The scope that is open owns it. */
    Tensor tensor(DType dtype, List<Long> shape) {
        // A recording writes where its outputs lie whenever it is replayed: these must come from its own memory.
        if (!ahead || placement.isRecording()) {
            return placement.empty(dtype, dims(shape));
        }
        Form form = new Form(dtype, List.copyOf(shape));
        asked.add(form);
        for (Iterator<Spare> rest = spares.iterator(); rest.hasNext();) {
            Spare spare = rest.next();
            if (spare.form().equals(form)) {
                rest.remove();
                try (Tensor tensor = spare.tensor()) {
                    // Another handle of the same tensor: this one is the scope's.
                    return new Tensor(tensor);
                }
            }
        }
        return placement.empty(dtype, dims(shape));
    }

    /** After a run was enqueued: allocates for one like it. Does nothing where nothing is to be allocated ahead. */
    public void prepare() {
        giveUp();
        try (var _ = new InferenceMode(true)) {
            for (Form form : asked) {
                spares.add(new Spare(form, allocate(form)));
            }
        }
        asked.clear();
    }

    private Tensor allocate(Form form) {
        try (var _ = new PointerScope()) {
            // Outlives this scope.
            return placement.empty(form.dtype(), dims(form.shape())).retainReference();
        }
    }

    private static long[] dims(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** What the last run did not take has other shapes. */
    private void giveUp() {
        spares.forEach(spare -> spare.tensor().close());
        spares.clear();
    }

    @Override
    public void close() {
        giveUp();
    }
}
