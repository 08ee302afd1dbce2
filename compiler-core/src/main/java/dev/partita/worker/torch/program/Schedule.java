package dev.partita.worker.torch.program;

import dev.partita.compiled.Manifest;
import dev.partita.compiled.Manifest.Change;
import dev.partita.compiled.Manifest.Output;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.worker.torch.engine.OutputMemory;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.region.SegmentProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;

/** The segments of a compiled program in order, and for each the values that nobody reads after it. */
public final class Schedule {

    private final List<Stage> stages = new ArrayList<>();
    private final OutputMemory memory;

    /** @param released values that nobody reads after this segment */
    public record Stage(SegmentEntry entry, SegmentProgram program, Set<String> released) {}

    /**
     * @param programs one per segment of the manifest, in order
     * @param memory for what the engines among them write
     */
    public Schedule(Manifest manifest, List<SegmentProgram> programs, OutputMemory memory) {
        this.memory = memory;
        List<Set<String>> released = released(manifest);
        for (int i = 0; i < programs.size(); i++) {
            stages.add(new Stage(manifest.segments().get(i), programs.get(i), released.get(i)));
        }
    }

    public List<Stage> stages() {
        return List.copyOf(stages);
    }

    /** Runs all segments: takes what is read from {@code values}, puts results there and gives up what is not needed. */
    public void run(Map<String, IValue> values, Runnable afterEach) {
        for (Stage stage : stages) {
            run(stage, values);
            afterEach.run();
        }
        prepareNext();
    }

    /** After all segments were asked for: what can be done ahead of the next run is done while these are busy. */
    public void prepareNext() {
        memory.prepare();
    }

    /** As {@link #run(Map, Runnable)}, one segment. */
    public static void run(Stage stage, Map<String, IValue> values) {
        compute(stage, values);
        release(stage, values);
    }

    /** Takes what the segment reads from {@code values} and puts its results there. */
    public static void compute(Stage stage, Map<String, IValue> values) {
        List<String> names = stage.entry().inputNames();
        try (IValueVector inputs = new IValueVector()) {
            inputs.resize(names.size());
            for (int i = 0; i < names.size(); i++) {
                inputs.put(i, value(names.get(i), values));
            }
            try (IValueVector outputs = stage.program().run(inputs)) {
                for (int i = 0; i < stage.entry().outputNames().size(); i++) {
                    values.put(stage.entry().outputNames().get(i), new IValue(outputs.get(i)));
                }
            }
        }
    }

    public static void release(Stage stage, Map<String, IValue> values) {
        for (String name : stage.released()) {
            IValue gone = values.remove(name);
            if (gone != null) {
                gone.close();
            }
        }
    }

    public static IValue value(String name, Map<String, IValue> values) {
        IValue value = values.get(name);
        if (value == null) {
            throw new TorchException("the value '" + name + "' is not there when it is read");
        }
        return value;
    }

    /** Per segment, the values that are read there for the last time. */
    private static List<Set<String>> released(Manifest manifest) {
        Set<String> readLater = new TreeSet<>();
        Stream.concat(manifest.outputs().stream(), manifest.changes().stream().map(Change::value)).forEach(output -> {
            if (output instanceof Output.Value(String name)) {
                readLater.add(name);
            }
        });
        List<Set<String>> released = new ArrayList<>();
        for (SegmentEntry segment : manifest.segments().reversed()) {
            Set<String> last = new TreeSet<>(segment.inputNames());
            last.addAll(segment.outputNames());
            last.removeAll(readLater);
            readLater.addAll(segment.inputNames());
            released.addFirst(last);
        }
        return released;
    }
}
