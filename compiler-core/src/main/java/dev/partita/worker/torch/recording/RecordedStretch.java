package dev.partita.worker.torch.recording;

import dev.partita.worker.torch.placement.Recording;
import dev.partita.worker.torch.program.Schedule;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.IValue;

/**
 * A stretch of a program with its recording.
 *
 * @param outputs by name, what each replay writes anew and somebody reads later
 */
record RecordedStretch(List<Schedule.Stage> stages, Recording recording, StretchInputs inputs, Map<String, IValue> outputs)
        implements AutoCloseable {

    boolean takes(Map<String, IValue> values) {
        return inputs.take(values);
    }

    /** Does to the values what running the segments does. */
    void replay(Map<String, IValue> values) {
        inputs.fill(values);
        recording.replay();
        stages.forEach(stage -> Schedule.release(stage, values));
        outputs.forEach((name, value) -> values.put(name, new IValue(value)));
    }

    @Override
    public void close() {
        Stretch.closeAll(outputs);
        inputs.close();
        recording.close();
    }
}
