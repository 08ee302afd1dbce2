package dev.partita.worker.torch.recording;

import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.TensorMemory;
import dev.partita.worker.torch.placement.ValueTransfer;
import dev.partita.worker.torch.program.Schedule;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;

/**
 * What the recording of a stretch reads.
 *
 * @param byName tensors, always in the same memory, and other values, always the same
 * @param copied tensors whose memory is the recording's own: values that come elsewhere are copied there
 */
record StretchInputs(Map<String, IValue> byName, Set<String> copied) implements AutoCloseable {

    /** @param steady values that lie in the same memory in every run */
    static StretchInputs of(
            List<Schedule.Stage> stages, Map<String, IValue> values, Set<String> steady, Placement placement) {
        Map<String, IValue> inputs = new LinkedHashMap<>();
        Set<String> made = new HashSet<>();
        Set<String> copied = new HashSet<>();
        try (var _ = new InferenceMode(true)) {
            for (Schedule.Stage stage : stages) {
                for (String name : stage.entry().inputNames()) {
                    if (made.contains(name) || inputs.containsKey(name)) {
                        continue;
                    }
                    IValue value = Schedule.value(name, values);
                    boolean copy = value.isTensor() && !steady.contains(name);
                    inputs.put(name, copy ? ValueTransfer.copy(value, placement) : new IValue(value));
                    if (copy) {
                        copied.add(name);
                    }
                }
                made.addAll(stage.entry().outputNames());
            }
        }
        return new StretchInputs(inputs, copied);
    }

    /** Whether the recording can stand for a run on these values. */
    boolean take(Map<String, IValue> values) {
        return byName.entrySet().stream()
                .allMatch(input -> takes(input.getKey(), input.getValue(), Schedule.value(input.getKey(), values)));
    }

    private boolean takes(String name, IValue own, IValue given) {
        if (!own.isTensor() || !given.isTensor()) {
            return !own.isTensor() && !given.isTensor() && own.equals(given);
        }
        try (Tensor from = given.toTensor(); Tensor to = own.toTensor()) {
            return copied.contains(name) ? TensorMemory.sameForm(from, to) : TensorMemory.same(from, to);
        }
    }

    /** Copies the tensors that lie elsewhere to where the recording reads them; all have been {@link #take taken}. */
    void fill(Map<String, IValue> values) {
        try (var _ = new InferenceMode(true)) {
            for (String name : copied) {
                try (Tensor from = Schedule.value(name, values).toTensor(); Tensor to = Schedule.value(name, byName).toTensor()) {
                    to.copy_(from, true);
                }
            }
        }
    }

    @Override
    public void close() {
        Stretch.closeAll(byName);
    }
}
