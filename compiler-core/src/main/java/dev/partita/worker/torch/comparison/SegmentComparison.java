package dev.partita.worker.torch.comparison;

import dev.partita.accuracy.ComparedValue;
import dev.partita.accuracy.Comparison;
import dev.partita.ir.Graph;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases.Tolerance;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.placement.ValueTransfer;
import dev.partita.worker.torch.program.MixedProgram;
import dev.partita.worker.torch.program.Schedule;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.InferenceMode;

/**
 * Where a compiled program leaves what Torch computes. Each segment runs twice: with exact inputs, which shows what it adds
 * itself, and with what the segments before it gave, which shows what has gathered.
 */
public final class SegmentComparison {

    private final MixedProgram program;
    private final Tolerance tolerance;

    public SegmentComparison(MixedProgram program, Tolerance tolerance) {
        this.program = program;
        this.tolerance = tolerance;
    }

    /** @param lowered the graph that was cut into the program's segments */
    public List<ComparedValue> compare(Graph lowered, StoredCase call, Arena arena) {
        program.reset();
        List<Schedule.Stage> stages = program.schedule().stages();
        List<String> watched = stages.stream().flatMap(stage -> stage.entry().outputNames().stream()).distinct().toList();
        List<ComparedValue> compared = new ArrayList<>();
        try (var _ = program.placement().begin();
                var _ = new InferenceMode(true);
                MixedProgram.Values given = program.enter(call);
                SegmentReference torch = new SegmentReference(lowered, watched);
                MixedProgram.Values whole = given.copy()) {
            Map<String, StoredValue> exact = torch.run(given.byName(), arena);
            for (Schedule.Stage stage : stages) {
                Map<String, StoredValue> own = withExactInputs(stage, given, exact, arena);
                Map<String, StoredValue> gathered = run(stage, whole, arena);
                for (String name : stage.entry().outputNames()) {
                    compared.add(new ComparedValue(stage.entry().name(), name,
                            compare(own, name, exact), compare(gathered, name, exact)));
                }
            }
        }
        return compared;
    }

    private Map<String, StoredValue> withExactInputs(
            Schedule.Stage stage, MixedProgram.Values given, Map<String, StoredValue> exact, Arena arena) {
        Map<String, IValue> inputs = new HashMap<>();
        for (String name : stage.entry().inputNames()) {
            StoredValue known = exact.get(name);
            inputs.put(name, known == null
                    ? new IValue(Schedule.value(name, given.byName()))
                    : ValueTransfer.copyToTorch(known, program.placement()));
        }
        try (MixedProgram.Values values = new MixedProgram.Values(inputs)) {
            return run(stage, values, arena);
        }
    }

    /** What the segment gives, before anything is given up. */
    private static Map<String, StoredValue> run(Schedule.Stage stage, MixedProgram.Values values, Arena arena) {
        Map<String, StoredValue> outputs = new HashMap<>();
        Schedule.compute(stage, values.byName());
        for (String name : stage.entry().outputNames()) {
            outputs.put(name, ValueTransfer.fromTorch(Schedule.value(name, values.byName()), arena));
        }
        Schedule.release(stage, values.byName());
        return outputs;
    }

    private Comparison compare(Map<String, StoredValue> values, String name, Map<String, StoredValue> exact) {
        StoredValue actual = values.get(name);
        StoredValue reference = exact.get(name);
        if (actual == null || reference == null) {
            throw new TorchException("the value '" + name + "' is not there to be compared");
        }
        return Comparison.of(actual, reference, tolerance);
    }
}
