package dev.partita.worker.torch.program;

import dev.partita.importer.ImportedProgram;
import dev.partita.importer.ProgramSignature;
import dev.partita.importer.ProgramSignature.Input;
import dev.partita.importer.ProgramSignature.Output;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.lowering.LoweredProgram;
import dev.partita.lowering.LoweredProgram.Update;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCase.Leaf;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.placement.ValueTransfer;
import dev.partita.worker.torch.region.Region;
import dev.partita.worker.torch.region.TorchProgram;
import dev.partita.worker.torch.region.WeightStore;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;

/**
 * A program on libtorch, exported or lowered: takes what a user passes, returns what the model returns, and keeps buffers from call
 * to call as a module does. What compiled programs are compared with.
 */
public final class ReferenceProgram implements RunnableProgram {

    private final List<Output> outputs;
    private final Map<String, Attribute.Weight> state;
    private final WeightStore store = new WeightStore();
    private final TorchProgram program;
    /** Marks an input that no user gives, such as an ordering token. */
    private static final int NO_LEAF = -1;

    /** Per input of the program, its position among the user's leaves. */
    private final List<Integer> leaves = new ArrayList<>();
    private final Map<String, Integer> leafOfInput = new HashMap<>();
    private int leafCount;

    private ReferenceProgram(Graph graph, Form form, Map<String, Attribute.Weight> state) {
        this.state = state;
        outputs = form.outputs();
        Map<Node, Attribute.Weight> weights = new HashMap<>();
        // Placeholders stand in the order of the signature; their names may be others.
        Iterator<Input> inputs = form.inputs().iterator();
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                bind(node, inputs.next(), weights);
            }
        }
        for (Output output : outputs) {
            if (output instanceof Output.WeightMutation(String fqn)) {
                store.announceWrite(weight(fqn));
            }
        }
        program = TorchProgram.compile(Region.of(graph, weights), store);
    }

    /** The role of each placeholder and of each result of a graph. */
    private record Form(List<Input> inputs, List<Output> outputs) {}

    private void bind(Node placeholder, Input input, Map<Node, Attribute.Weight> weights) {
        input.weightPath().ifPresentOrElse(
                fqn -> weights.put(placeholder, weight(fqn)),
                () -> leaves.add(input instanceof Input.User ? leafCount : NO_LEAF));
        if (input instanceof Input.User user) {
            leafOfInput.put(user.name(), leafCount++);
        }
    }

    /** The program as exported. Throws {@link TorchException} naming every op that libtorch cannot run. */
    public static ReferenceProgram of(ImportedProgram program) {
        ProgramSignature signature = program.signature();
        return new ReferenceProgram(
                program.graph(), new Form(signature.inputs(), signature.outputs()), program.state());
    }

    /**
     * The program as lowered. Where lowering has dropped what is written back to buffers and inputs, as Torch-TensorRT
     * does, it returns the user's results only.
     *
     * @param state weights by dotted path, for the buffers that lowering made inputs
     */
    public static ReferenceProgram of(LoweredProgram program, Map<String, Attribute.Weight> state) {
        List<Input> inputs = new ArrayList<>();
        program.signature().inputs().stream().filter(input -> input.weightPath().isEmpty()).forEach(inputs::add);
        List<Output> outputs = new ArrayList<>();
        program.signature().outputs().stream().filter(Output.Result.class::isInstance).forEach(outputs::add);
        // They are not in the order of the outputs: what is written to the user's tensors comes first.
        Map<Integer, Output> written = new TreeMap<>();
        for (Update update : program.updates()) {
            switch (update) {
                case Update.Buffer(String placeholder, String fqn, OptionalInt output) -> {
                    inputs.add(new Input.Buffer(placeholder, fqn, true));
                    output.ifPresent(index -> written.put(index, new Output.WeightMutation(fqn)));
                }
                case Update.UserInput(String _, String input, OptionalInt output) ->
                    output.ifPresent(index -> written.put(index, new Output.InputMutation(input)));
            }
        }
        outputs.addAll(written.values());
        return new ReferenceProgram(program.graph(), new Form(inputs, outputs), state);
    }

    /** As {@link TorchProgram#speedUp}. */
    Optional<String> speedUp() {
        return program.speedUp();
    }

    @Override
    public String place() {
        return Placement.HOST.words();
    }

    @Override
    public void reset() {
        store.reset();
    }

    @Override
    public StoredCase call(StoredCase call, Arena arena) {
        if (call.inputs().size() != leafCount) {
            throw new CallException(
                    "the program takes " + leafCount + " inputs, case '" + call.name() + "' has " + call.inputs().size());
        }
        try (IValueVector values = new IValueVector()) {
            values.resize(leaves.size());
            for (int i = 0; i < leaves.size(); i++) {
                if (leaves.get(i) == NO_LEAF) {
                    continue;
                }
                StoredValue leaf = call.inputs().get(leaves.get(i)).value();
                try (IValue value = program.writtenInputs().contains(i)
                        ? ValueTransfer.copyToTorch(leaf, Placement.HOST)
                        : ValueTransfer.toTorch(leaf)) {
                    values.put(i, value);
                }
            }
            try (IValueVector results = program.run(values)) {
                return collect(call, values, results, arena);
            }
        }
    }

    private StoredCase collect(StoredCase call, IValueVector values, IValueVector results, Arena arena) {
        List<Leaf> returned = new ArrayList<>();
        Map<Integer, StoredValue> changedInputs = new TreeMap<>();
        for (int written : program.writtenInputs()) {
            changedInputs.put(leaves.get(written), ValueTransfer.fromTorch(values.get(written), arena));
        }
        for (int i = 0; i < outputs.size(); i++) {
            IValue result = results.get(i);
            switch (outputs.get(i)) {
                case Output.Result user -> returned.add(new Leaf("", ValueTransfer.fromTorch(result, arena)));
                case Output.WeightMutation(String fqn) -> store.update(weight(fqn), result);
                case Output.InputMutation(String input) ->
                    changedInputs.put(leafOfInput.get(input), ValueTransfer.fromTorch(result, arena));
                case Output.Ignored ignored -> {}
            }
        }
        Map<String, StoredValue> changedBuffers = new TreeMap<>();
        state.forEach((fqn, weight) -> {
            if (store.isWritten(weight)) {
                changedBuffers.put(fqn, ValueTransfer.fromTorch(store.tensor(weight), arena));
            }
        });
        return new StoredCase(call.name(), call.inputs(), returned, changedBuffers, changedInputs);
    }

    private Attribute.Weight weight(String fqn) {
        Attribute.Weight weight = state.get(fqn);
        if (weight == null) {
            throw new TorchException("the program's signature names the weight '" + fqn + "', which is not in the file");
        }
        return weight;
    }

    @Override
    public void close() {
        store.close();
    }
}
