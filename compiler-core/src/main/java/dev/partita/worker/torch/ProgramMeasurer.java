package dev.partita.worker.torch;

import dev.partita.profile.LayerRecorder;
import dev.partita.profile.MeasureLoop;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.Measurement;
import dev.partita.profile.Profile;
import dev.partita.profile.QueryTrace;
import dev.partita.tensorfile.StoredCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.IValue;

/**
 * Measures a compiled program from its first segment to its last, by trtexec's method: the queries first, then, in a run of
 * their own, the segments, which take the layers' place in the profile. Inputs are there already, outputs stay there, and
 * buffers keep their values: every query does the same.
 */
final class ProgramMeasurer {

    private final MeasureSettings settings;
    private final BooleanSupplier cancelled;

    ProgramMeasurer(MeasureSettings settings, BooleanSupplier cancelled) {
        this.settings = settings;
        this.cancelled = cancelled;
    }

    record Result(List<QueryTrace> traces, Profile profile) {}

    /** Throws {@link TorchException} when cancelled. */
    Result measure(MixedProgram program, StoredCase inputs) {
        program.reset();
        program.useGraphs(settings.mode().cudaGraph());
        try (var work = program.placement().begin();
                MixedProgram.Values given = program.enter(inputs)) {
            // Everything lazy is done, every address known and every engine captured before anything is timed.
            for (int i = 0; i < 3; i++) {
                run(program, given, () -> {});
                work.await();
            }
            List<String> segments = program.segmentNames();
            ProgramQueries whole = queries(program, given, 2, segments.size());
            Measurement measurement = Measurement.of(whole.traces(), settings);
            LayerRecorder recorder = new LayerRecorder();
            if (settings.mode().layers()) {
                ProgramQueries pieces = queries(program, given, segments.size() + 1, segments.size());
                pieces.moments().forEach(moments -> {
                    for (int i = 0; i < segments.size(); i++) {
                        recorder.report(segments.get(i), moments[i + 1] - moments[i]);
                    }
                });
            }
            return new Result(whole.traces(), new Profile(settings, measurement, recorder.timings(), recorder.queries(),
                    List.of("Torch segments ran on " + program.place() + ".")));
        } finally {
            program.useGraphs(false);
        }
    }

    /** @param marks two, for start and end, or one more than there are segments */
    private ProgramQueries queries(MixedProgram program, MixedProgram.Values given, int marks, int segments) {
        boolean between = marks == segments + 1;
        try (Marks clock = program.placement().marks(marks)) {
            ProgramQueries queries = new ProgramQueries(clock, reached -> {
                reached.accept(0);
                int[] done = {0};
                run(program, given, () -> {
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

    private static void run(MixedProgram program, MixedProgram.Values given, Runnable afterEach) {
        Map<String, IValue> copies = new HashMap<>();
        given.byName().forEach((name, value) -> copies.put(name, new IValue(value)));
        try (MixedProgram.Values values = new MixedProgram.Values(copies)) {
            program.schedule().run(values.byName(), afterEach);
        }
    }
}
