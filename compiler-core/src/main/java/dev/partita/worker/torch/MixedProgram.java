package dev.partita.worker.torch;

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
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;

/**
 * A compiled program: runs its segments in order and gives up each value after its last reader. Torch segments hand
 * tensors to each other without a copy. Buffers that the program changes keep their new values from call to call.
 */
final class MixedProgram implements RunnableProgram {

    /** Opens what runs a TensorRT segment. */
    interface EngineRunners {
        EngineRunner open(CompiledModule module, SegmentEntry.TensorRt segment) throws RequestException;
    }

    private final Manifest manifest;
    private final Arena arena = Arena.ofShared();
    private final WeightStore store = new WeightStore();
    private final Map<String, Attribute.Weight> weights;
    private final List<Stage> stages = new ArrayList<>();

    /** @param released values that nobody reads after this segment */
    private record Stage(SegmentEntry entry, SegmentProgram program, Set<String> released) {}

    private MixedProgram(CompiledModule module, EngineRunners engines) throws RequestException {
        manifest = module.manifest();
        weights = module.weights(arena);
        for (Change change : manifest.changes()) {
            if (change instanceof Change.Buffer(String fqn, Output _)) {
                store.announceWrite(weight(fqn));
            }
        }
        List<Set<String>> released = released(manifest);
        for (int i = 0; i < manifest.segments().size(); i++) {
            SegmentEntry entry = manifest.segments().get(i);
            SegmentProgram program = switch (entry) {
                case SegmentEntry.Torch segment -> compile(module.graph(segment, weights));
                case SegmentEntry.TensorRt segment -> new EngineSegment(segment, engines.open(module, segment));
            };
            stages.add(new Stage(entry, program, released.get(i)));
        }
    }

    static MixedProgram open(CompiledModule module, EngineRunners engines) throws RequestException {
        return new MixedProgram(module, engines);
    }

    private TorchProgram compile(Graph graph) {
        TorchProgram program = TorchProgram.compile(Region.of(graph), store);
        // Where TorchScript cannot take the segment it runs step by step, with the same results.
        program.speedUp();
        return program;
    }

    @Override
    public void reset() {
        store.reset();
    }

    @Override
    public StoredCase call(StoredCase call, Arena results) {
        Map<String, IValue> values = new HashMap<>();
        try {
            enter(call, values);
            for (Stage stage : stages) {
                run(stage, values);
            }
            List<Leaf> outputs = manifest.outputs().stream()
                    .map(output -> new Leaf("", result(output, values, results))).toList();
            return writeBack(new StoredCase(call.name(), call.inputs(), outputs, Map.of(), Map.of()), values, results);
        } finally {
            values.values().forEach(IValue::close);
        }
    }

    /**
     * Adds what the program has changed. All new values are copied before the first buffer is written: one may be a view
     * of another buffer, or be its old value.
     */
    private StoredCase writeBack(StoredCase returned, Map<String, IValue> values, Arena results) {
        List<String> users = manifest.inputs().stream()
                .filter(Input.User.class::isInstance).map(Input::name).toList();
        Map<String, StoredValue> buffers = new TreeMap<>();
        Map<Integer, StoredValue> inputs = new TreeMap<>();
        for (Change change : manifest.changes()) {
            StoredValue value = result(change.value(), values, results);
            switch (change) {
                case Change.Buffer(String fqn, Output _) -> buffers.put(fqn, value);
                case Change.Input(String name, Output _) -> inputs.put(users.indexOf(name), value);
            }
        }
        buffers.forEach((fqn, value) -> {
            try (IValue tensor = ValueTransfer.toTorch(value)) {
                store.update(weight(fqn), tensor);
            }
        });
        return new StoredCase(returned.name(), returned.inputs(), returned.outputs(), buffers, inputs);
    }

    private void enter(StoredCase call, Map<String, IValue> values) {
        int leaf = 0;
        for (Input input : manifest.inputs()) {
            switch (input) {
                case Input.User user -> {
                    if (leaf >= call.inputs().size()) {
                        throw new CallException("case '" + call.name() + "' has no value for input '" + user.name() + "'");
                    }
                    values.put(user.name(), ValueTransfer.copyToTorch(call.inputs().get(leaf++).value()));
                }
                case Input.Buffer(String name, String fqn) -> values.put(name, new IValue(store.tensor(weight(fqn))));
            }
        }
        if (leaf < call.inputs().size()) {
            throw new CallException("the program takes " + leaf + " inputs, case '" + call.name() + "' has "
                    + call.inputs().size());
        }
    }

    private Attribute.Weight weight(String path) {
        Attribute.Weight weight = weights.get(path);
        if (weight == null) {
            throw new TorchException("'" + path + "' is not among the stored weights");
        }
        return weight;
    }

    private static void run(Stage stage, Map<String, IValue> values) {
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
        for (String name : stage.released()) {
            IValue gone = values.remove(name);
            if (gone != null) {
                gone.close();
            }
        }
    }

    private StoredValue result(Output output, Map<String, IValue> values, Arena arena) {
        return switch (output) {
            case Output.Value(String name) -> ValueTransfer.fromTorch(value(name, values), arena);
            case Output.Weight(String path) -> ValueTransfer.fromTorch(store.tensor(weight(path)), arena);
            case Output.Int(long number) -> new StoredValue.IntValue(number);
            case Output.Real(double number) -> new StoredValue.FloatValue(number);
            case Output.Truth(boolean truth) -> new StoredValue.BoolValue(truth);
            case Output.Text(String text) -> new StoredValue.StringValue(text);
            case Output.None none -> new StoredValue.None();
        };
    }

    private static IValue value(String name, Map<String, IValue> values) {
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

    @Override
    public void close() {
        store.close();
        arena.close();
    }
}
