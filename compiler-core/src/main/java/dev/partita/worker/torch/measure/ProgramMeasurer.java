package dev.partita.worker.torch.measure;

import dev.partita.profile.LayerRecorder;
import dev.partita.profile.MeasureLoop;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.Measurement;
import dev.partita.profile.Profile;
import dev.partita.profile.QueryTrace;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.placement.Marks;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.program.MixedProgram;
import dev.partita.worker.torch.program.Schedule;
import dev.partita.worker.torch.recording.RecordedSchedule;
import dev.partita.worker.torch.recording.Replays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.IValue;

/**
 * Measures a compiled program from its first segment to its last, by trtexec's method: the queries first, then, in a run of
 * their own, the segments, which take the layers' place in the profile. Inputs are there already, outputs stay there, and
 * buffers keep their values: every query does the same.
 */
public final class ProgramMeasurer {

    /** Recordings are made in the third run; each that is refused costs three more. */
    private static final int MOST_RUNS_BEFORE = 100;

    private final MeasureSettings settings;
    private final BooleanSupplier cancelled;
    private final List<String> notes = new ArrayList<>();

    public ProgramMeasurer(MeasureSettings settings, BooleanSupplier cancelled) {
        this.settings = settings;
        this.cancelled = cancelled;
    }

    public record Result(List<QueryTrace> traces, Profile profile) {}

    /** All segments of a program, in some way of running them. */
    private interface Pass {
        void run(Map<String, IValue> values, Runnable afterEach);
    }

    /** Throws {@link TorchException} when cancelled. */
    public Result measure(MixedProgram program, StoredCase inputs) {
        program.reset();
        try (var work = program.placement().begin();
                MixedProgram.Values given = program.enter(inputs)) {
            notes.add("Torch segments ran on " + program.place() + ".");
            if (program.allocatesAhead()) {
                notes.add("Outputs of engines were allocated one run ahead.");
            }
            List<QueryTrace> traces = whole(program, given, work);
            LayerRecorder recorder = new LayerRecorder();
            if (settings.mode().layers()) {
                segments(program, given, work, recorder);
            }
            return new Result(traces, new Profile(settings, shapes(program, inputs), Measurement.of(traces, settings),
                    recorder.timings(), recorder.queries(), notes));
        }
    }

    private static List<Profile.MeasuredInput> shapes(MixedProgram program, StoredCase inputs) {
        List<Profile.MeasuredInput> shapes = new ArrayList<>();
        for (int i = 0; i < inputs.inputs().size(); i++) {
            if (inputs.inputs().get(i).value() instanceof StoredValue.Tensor tensor) {
                shapes.add(new Profile.MeasuredInput(program.userInputs().get(i), tensor.shape()));
            }
        }
        return shapes;
    }

    private List<QueryTrace> whole(MixedProgram program, MixedProgram.Values given, Placement.Work work) {
        Schedule plain = program.schedule();
        if (!settings.mode().cudaGraph()) {
            warmUp(plain::run, given, work);
            return queries(program, plain::run, given, false).traces();
        }
        try (RecordedSchedule recorded = RecordedSchedule.whole(plain, program.placement(), given.byName().keySet())) {
            settle(recorded, given, work);
            notes.addAll(recorded.notes());
            if (recorded.replays() && !Replays.agree(program, recorded, given)) {
                notes.add("The CUDA graphs give other results than the segments one by one: do not trust these times.");
            }
            return queries(program, recorded::run, given, false).traces();
        }
    }

    private void segments(
            MixedProgram program, MixedProgram.Values given, Placement.Work work, LayerRecorder recorder) {
        Schedule plain = program.schedule();
        if (!settings.mode().cudaGraph()) {
            report(program, queries(program, plain::run, given, true), recorder);
            return;
        }
        try (RecordedSchedule recorded =
                RecordedSchedule.bySegment(plain, program.placement(), given.byName().keySet())) {
            settle(recorded, given, work);
            report(program, queries(program, recorded::run, given, true), recorder);
        }
    }

    private static void report(MixedProgram program, ProgramQueries queries, LayerRecorder recorder) {
        List<String> segments = program.segmentNames();
        queries.moments().forEach(moments -> {
            for (int i = 0; i < segments.size(); i++) {
                recorder.report(segments.get(i), moments[i + 1] - moments[i]);
            }
        });
    }

    /** Everything lazy is done before anything is timed. */
    private static void warmUp(Pass pass, MixedProgram.Values given, Placement.Work work) {
        for (int i = 0; i < 3; i++) {
            run(pass, given, () -> {});
            work.await();
        }
    }

    private static void settle(RecordedSchedule recorded, MixedProgram.Values given, Placement.Work work) {
        warmUp(recorded::run, given, work);
        for (int i = 0; i < MOST_RUNS_BEFORE && !recorded.isSettled(); i++) {
            run(recorded::run, given, () -> {});
        }
        work.await();
    }

    /** @param between whether each segment's end is marked, or only the last one's */
    private ProgramQueries queries(MixedProgram program, Pass pass, MixedProgram.Values given, boolean between) {
        int segments = program.segmentNames().size();
        try (Marks clock = program.placement().marks(between ? segments + 1 : 2)) {
            ProgramQueries queries = new ProgramQueries(clock, reached -> {
                reached.accept(0);
                int[] done = {0};
                run(pass, given, () -> {
                    done[0]++;
                    if (between || done[0] == segments) {
                        reached.accept(between ? done[0] : 1);
                    }
                });
            });
            if (!MeasureLoop.run(settings.span(), queries, cancelled)) {
                throw new TorchException("the measurement was cancelled");
            }
            return queries;
        }
    }

    private static void run(Pass pass, MixedProgram.Values given, Runnable afterEach) {
        try (MixedProgram.Values values = given.copy()) {
            pass.run(values.byName(), afterEach);
        }
    }
}
