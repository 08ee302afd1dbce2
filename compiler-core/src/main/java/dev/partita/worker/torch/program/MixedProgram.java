package dev.partita.worker.torch.program;

import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest;
import dev.partita.compiled.Manifest.Change;
import dev.partita.compiled.Manifest.Input;
import dev.partita.compiled.Manifest.Output;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCase.Leaf;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.torch.engine.EngineRunners;
import dev.partita.worker.torch.engine.OutputMemory;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.placement.ValueTransfer;
import dev.partita.worker.torch.region.Region;
import dev.partita.worker.torch.region.SegmentProgram;
import dev.partita.worker.torch.region.TorchProgram;
import dev.partita.worker.torch.region.WeightStore;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.InferenceMode;

/**
 * A compiled program: runs its segments in order and gives up each value after its last reader. Segments hand tensors to
 * each other without a copy, and where they live on a GPU, without waiting. Buffers that the program changes keep their
 * new values from call to call.
 */
public final class MixedProgram implements RunnableProgram {

    private final Manifest manifest;
    private final Placement placement;
    private final OutputMemory memory;
    private final Arena arena = Arena.ofShared();
    private final WeightStore store;
    private final Map<String, Attribute.Weight> weights;
    private final Schedule schedule;
    private final InputSizes sizes;

    private MixedProgram(CompiledModule module, OutputMemory memory, EngineRunners engines) throws RequestException {
        this.manifest = module.manifest();
        this.memory = memory;
        this.placement = memory.placement();
        store = new WeightStore(placement);
        weights = module.weights(arena);
        for (Change change : manifest.changes()) {
            if (change instanceof Change.Buffer(String fqn, Output _)) {
                store.announceWrite(weight(fqn));
            }
        }
        List<SegmentProgram> programs = new ArrayList<>();
        for (SegmentEntry entry : manifest.segments()) {
            programs.add(switch (entry) {
                case SegmentEntry.Torch segment -> compile(module.graph(segment, weights));
                case SegmentEntry.TensorRt segment -> new EngineSegment(segment, engines.open(module, segment));
            });
        }
        schedule = new Schedule(manifest, programs, memory);
        sizes = new InputSizes(manifest.inputs());
    }

    /**
     * @param memory where the engines' outputs come from, closed with the program; Torch segments run, and values lie between
     *     segments, where it is
     */
    public static MixedProgram open(CompiledModule module, OutputMemory memory, EngineRunners engines) throws RequestException {
        return new MixedProgram(module, memory, engines);
    }

    private TorchProgram compile(Graph graph) {
        TorchProgram program = TorchProgram.compile(Region.of(graph), store);
        // Where TorchScript cannot take the segment it runs step by step, with the same results.
        program.speedUp();
        return program;
    }

    @Override
    public void reset() {
        try (var _ = placement.begin()) {
            store.reset();
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    public Placement placement() {
        return placement;
    }

    /** Whether the engines' outputs are allocated one run ahead. */
    public boolean allocatesAhead() {
        return memory.isAhead();
    }

    public Schedule schedule() {
        return schedule;
    }

    /** Names of the values that a caller gets. */
    public List<String> outputNames() {
        return manifest.outputs().stream().flatMap(output -> output instanceof Output.Value(String name)
                ? Stream.of(name) : Stream.empty()).toList();
    }

    /** The segments in order, with what runs them. */
    public List<String> segmentNames() {
        return manifest.segments().stream().map(segment -> segment.name() + switch (segment) {
            case SegmentEntry.Torch _ -> " (Torch)";
            case SegmentEntry.TensorRt _ -> " (TensorRT)";
        }).toList();
    }

    @Override
    public String place() {
        return placement.words();
    }

    @Override
    public StoredCase call(StoredCase call, Arena results) {
        try (var _ = placement.begin();
                Values values = enter(call)) {
            schedule.run(values.byName(), () -> {});
            // The first result that is fetched waits for the whole program.
            List<Leaf> outputs = manifest.outputs().stream()
                    .map(output -> new Leaf("", result(output, values, results))).toList();
            return writeBack(new StoredCase(call.name(), call.inputs(), outputs, Map.of(), Map.of()), values, results);
        }
    }

    /** The values of one call by name. */
    public record Values(Map<String, IValue> byName) implements AutoCloseable {

        /** The same values, to be run on: running gives up what is not needed any more. */
        public Values copy() {
            Map<String, IValue> copies = new HashMap<>();
            byName.forEach((name, value) -> copies.put(name, new IValue(value)));
            return new Values(copies);
        }

        @Override
        public void close() {
            byName.values().forEach(IValue::close);
        }
    }

    /** What the caller gives, in order. */
    public List<String> userInputs() {
        return manifest.inputs().stream().filter(Input.User.class::isInstance).map(Input::name).toList();
    }

    /** Gives the program its inputs, where it runs; the caller has begun to work there. */
    public Values enter(StoredCase call) {
        Map<String, IValue> values = new HashMap<>();
        int leaf = 0;
        for (Input input : manifest.inputs()) {
            switch (input) {
                case Input.User user -> {
                    if (leaf >= call.inputs().size()) {
                        throw new CallException("case '" + call.name() + "' has no value for input '" + user.name() + "'");
                    }
                    values.put(user.name(), ValueTransfer.copyToTorch(call.inputs().get(leaf++).value(), placement));
                }
                case Input.Buffer(String name, String fqn) -> values.put(name, new IValue(store.tensor(weight(fqn))));
                case Input.Size _ -> { }
            }
        }
        if (leaf < call.inputs().size()) {
            throw new CallException("the program takes " + leaf + " inputs, case '" + call.name() + "' has "
                    + call.inputs().size());
        }
        sizes.addTo(values);
        return new Values(values);
    }

    /**
     * Adds what the program has changed. All new values are copied before the first buffer is written: one may be a view
     * of another buffer, or be its old value.
     */
    private StoredCase writeBack(StoredCase returned, Values values, Arena results) {
        List<String> users = userInputs();
        Map<String, StoredValue> buffers = new TreeMap<>();
        Map<Integer, StoredValue> inputs = new TreeMap<>();
        for (Change change : manifest.changes()) {
            StoredValue value = result(change.value(), values, results);
            switch (change) {
                case Change.Buffer(String fqn, Output _) -> buffers.put(fqn, value);
                case Change.Input(String name, Output _) -> inputs.put(users.indexOf(name), value);
            }
        }
        update(values);
        return new StoredCase(returned.name(), returned.inputs(), returned.outputs(), buffers, inputs);
    }

    /** Gives the buffers their new values. */
    void update(Values values) {
        Map<String, IValue> changed = new TreeMap<>();
        try (var _ = new InferenceMode(true)) {
            for (Change change : manifest.changes()) {
                if (change instanceof Change.Buffer(String fqn, Output.Value(String name))) {
                    changed.put(fqn, ValueTransfer.copy(Schedule.value(name, values.byName()), placement));
                } else if (change instanceof Change.Buffer(String fqn, Output.Weight(String path))) {
                    changed.put(fqn, ValueTransfer.copy(store.tensor(weight(path)), placement));
                }
            }
            changed.forEach((fqn, value) -> store.update(weight(fqn), value));
        } finally {
            changed.values().forEach(IValue::close);
        }
    }

    private Attribute.Weight weight(String path) {
        Attribute.Weight weight = weights.get(path);
        if (weight == null) {
            throw new TorchException("'" + path + "' is not among the stored weights");
        }
        return weight;
    }

    private StoredValue result(Output output, Values values, Arena arena) {
        return switch (output) {
            case Output.Value(String name) -> ValueTransfer.fromTorch(Schedule.value(name, values.byName()), arena);
            case Output.Weight(String path) -> ValueTransfer.fromTorch(store.tensor(weight(path)), arena);
            case Output.Int(long number) -> new StoredValue.IntValue(number);
            case Output.Real(double number) -> new StoredValue.FloatValue(number);
            case Output.Truth(boolean truth) -> new StoredValue.BoolValue(truth);
            case Output.Text(String text) -> new StoredValue.StringValue(text);
            case Output.None none -> new StoredValue.None();
        };
    }

    @Override
    public void close() {
        memory.close();
        store.close();
        arena.close();
        placement.giveUpUnused();
    }
}
