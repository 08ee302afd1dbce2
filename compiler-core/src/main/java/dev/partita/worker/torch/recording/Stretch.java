package dev.partita.worker.torch.recording;

import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.Recording;
import dev.partita.worker.torch.program.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.IValue;

/**
 * Consecutive segments of a program that are recorded as one after a few runs, and replayed from then on. What a recording
 * was not made for, such as another shape, runs segment by segment.
 */
final class Stretch implements AutoCloseable {

    /** By then nothing is done for the first time. */
    private static final int RUNS_BEFORE = 2;

    private final List<Schedule.Stage> stages;
    private final Placement placement;
    private Optional<RecordedStretch> recorded = Optional.empty();
    private int runs;

    /**
     * Why no recording could be made.
     *
     * @param stage which of the stretch's segments cannot be recorded
     */
    record Refusal(int stage, String why) {}

    Stretch(List<Schedule.Stage> stages, Placement placement) {
        this.stages = List.copyOf(stages);
        this.placement = placement;
    }

    List<Schedule.Stage> stages() {
        return stages;
    }

    boolean isRecorded() {
        return recorded.isPresent();
    }

    /** Runs the segments as they are. */
    void runPlainly(Map<String, IValue> values) {
        stages.forEach(stage -> Schedule.run(stage, values));
    }

    /**
     * Runs the segments, by a recording where there is one. Values are right also when a recording is refused.
     *
     * @param steady values that lie in the same memory in every run
     */
    Optional<Refusal> run(Map<String, IValue> values, Set<String> steady) {
        if (recorded.isEmpty() && runs++ >= RUNS_BEFORE) {
            return record(values, steady);
        }
        if (recorded.isPresent() && recorded.get().takes(values)) {
            recorded.get().replay(values);
        } else {
            runPlainly(values);
        }
        return Optional.empty();
    }

    private Optional<Refusal> record(Map<String, IValue> values, Set<String> steady) {
        StretchInputs inputs = StretchInputs.of(stages, values, steady, placement);
        Map<String, IValue> made = new HashMap<>();
        int[] reached = {0};
        try {
            Recording recording = placement.record(() -> {
                closeAll(made);
                inputs.byName().forEach((name, value) -> made.put(name, new IValue(value)));
                for (reached[0] = 0; reached[0] < stages.size(); reached[0]++) {
                    Schedule.run(stages.get(reached[0]), made);
                }
                inputs.byName().keySet().forEach(name -> Optional.ofNullable(made.remove(name)).ifPresent(IValue::close));
            });
            recorded = Optional.of(new RecordedStretch(stages, recording, inputs, made));
            recorded.get().replay(values);
            return Optional.empty();
        } catch (RuntimeException refused) {
            closeAll(made);
            inputs.close();
            runPlainly(values);
            return Optional.of(new Refusal(Math.min(reached[0], stages.size() - 1), firstLine(refused)));
        }
    }

    private static String firstLine(RuntimeException refused) {
        return String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    }

    static void closeAll(Map<String, IValue> values) {
        values.values().forEach(IValue::close);
        values.clear();
    }

    @Override
    public void close() {
        recorded.ifPresent(RecordedStretch::close);
        recorded = Optional.empty();
    }
}
