package dev.partita.handback;

import dev.partita.importer.ProgramSignature;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.lowering.LoweredProgram;
import dev.partita.lowering.LoweredProgram.Update;
import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.GraphSignature;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.OutputSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what each input and output of the whole graph is for. */
final class SignatureExporter {

    private final LoweredProgram lowered;
    private final EngineInliner.Inlined inlined;
    private final Map<String, ProgramSignature.Input> byPath = new HashMap<>();
    private final Map<String, String> buffers = new HashMap<>();

    SignatureExporter(LoweredProgram lowered, EngineInliner.Inlined inlined) {
        this.lowered = lowered;
        this.inlined = inlined;
        lowered.signature().inputs().forEach(input -> input.weightPath().ifPresent(path -> byPath.put(path, input)));
        for (Update update : lowered.updates()) {
            if (update instanceof Update.Buffer buffer) {
                buffers.put(inlined.inputs().get(buffer.placeholder()), buffer.fqn());
            }
        }
    }

    /** What is written back comes first among a program's outputs; lowering has it last. */
    void orderOutputs() {
        Node output = inlined.graph().outputNode();
        List<Arg> items = items(output);
        List<Arg> ordered = new ArrayList<>();
        writtenBack().forEach(update -> ordered.add(items.get(update.output().getAsInt())));
        ordered.addAll(items.subList(0, resultCount(items.size())));
        output.setArgs(List.of(Arg.list(ordered)));
    }

    private static List<Arg> items(Node output) {
        return output.args().getFirst() instanceof Arg.ListOf(List<Arg> items) ? items : List.of(output.args().getFirst());
    }

    /** Buffers before the caller's tensors. */
    private List<Update> writtenBack() {
        List<Update> updates = new ArrayList<>();
        lowered.updates().stream().filter(update -> update instanceof Update.Buffer && update.output().isPresent())
                .forEach(updates::add);
        lowered.updates().stream().filter(update -> update instanceof Update.UserInput && update.output().isPresent())
                .forEach(updates::add);
        return updates;
    }

    private int resultCount(int items) {
        return lowered.updates().stream().filter(update -> update.output().isPresent())
                .mapToInt(update -> update.output().getAsInt()).min().orElse(items);
    }

    /** @param graph exported after {@link #orderOutputs} */
    GraphSignature signature(ExportedGraph graph) {
        List<InputSpec> inputs = new ArrayList<>();
        List<Node> placeholders = inlined.graph().nodes().subList(0, graph.inputs().size());
        for (int i = 0; i < placeholders.size(); i++) {
            inputs.add(input(placeholders.get(i).name(), graph.inputs().get(i)));
        }
        List<OutputSpec> outputs = new ArrayList<>();
        List<Update> updates = writtenBack();
        for (int i = 0; i < graph.outputs().size(); i++) {
            outputs.add(i < updates.size()
                    ? writtenBack(updates.get(i), graph.outputs().get(i))
                    : new OutputSpec.UserOutput(graph.outputs().get(i)));
        }
        return new GraphSignature(inputs, outputs);
    }

    private InputSpec input(String name, Argument argument) {
        String engine = inlined.engines().get(name);
        if (engine != null) {
            return new InputSpec.CustomObject(name, "", engine);
        }
        String path = inlined.weights().getOrDefault(name, buffers.get(name));
        if (path == null) {
            return argument instanceof Argument.Tensor || argument instanceof Argument.SymIntRef
                            || argument instanceof Argument.SymFloatRef || argument instanceof Argument.SymBoolRef
                    ? new InputSpec.UserInput(argument)
                    : new InputSpec.ConstantInput(name, argument);
        }
        return switch (byPath.get(path)) {
            case ProgramSignature.Input.Parameter parameter -> new InputSpec.Parameter(name, parameter.fqn());
            case ProgramSignature.Input.Buffer(String _, String fqn, boolean persistent) ->
                new InputSpec.Buffer(name, fqn, persistent);
            case null, default -> new InputSpec.TensorConstant(name, path);
        };
    }

    private OutputSpec writtenBack(Update update, Argument output) {
        if (!(output instanceof Argument.Tensor(String name))) {
            throw new HandBackException("the new value of '" + update.placeholder() + "' is no tensor");
        }
        return switch (update) {
            case Update.Buffer buffer -> new OutputSpec.BufferMutation(name, buffer.fqn());
            case Update.UserInput input ->
                new OutputSpec.UserInputMutation(name, String.valueOf(inlined.inputs().get(input.placeholder())));
        };
    }
}
