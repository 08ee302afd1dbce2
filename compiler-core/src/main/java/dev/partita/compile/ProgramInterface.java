package dev.partita.compile;

import dev.partita.compiled.Manifest.Input;
import dev.partita.compiled.Manifest.Output;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.GraphPrinter;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.lowering.LoweredProgram.BufferUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a compiled program takes and returns, read off the lowered graph. */
final class ProgramInterface {

    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Map<String, Attribute.Weight> weights = new LinkedHashMap<>();

    ProgramInterface(Plan plan, Consumer<CompileEvent> events) {
        Map<String, Attribute.Weight> state =
                plan.lowered().bufferUpdates().isEmpty() ? Map.of() : plan.program().importProgram().state();
        Map<String, BufferUpdate> updates = new HashMap<>();
        for (BufferUpdate update : plan.lowered().bufferUpdates()) {
            updates.put(update.placeholder(), update);
            events.accept(new CompileEvent.Noted("the program changes '" + update.target()
                    + "' in place; a compiled program returns its results only, so this change is lost, as with"
                    + " Torch-TensorRT"));
        }
        for (Node node : plan.lowered().graph()) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                BufferUpdate update = updates.get(node.name());
                Attribute.Weight buffer = update == null ? null : state.get(update.target());
                if (update != null && buffer != null) {
                    inputs.add(new Input.Buffer(node.name(), update.target()));
                    weights.put(update.target(), buffer);
                } else {
                    inputs.add(new Input.User(node.name(), GraphPrinter.print(node.value())));
                }
            }
        }
        Arg result = plan.lowered().graph().outputNode().args().getFirst();
        List<Arg> items = result instanceof Arg.ListOf(List<Arg> list) ? list : List.of(result);
        items.forEach(item -> outputs.add(output(item)));
    }

    List<Input> inputs() {
        return inputs;
    }

    List<Output> outputs() {
        return outputs;
    }

    /** What the program itself needs besides its segments: buffers that enter, weights that are returned. */
    Map<String, Attribute.Weight> weights() {
        return weights;
    }

    private Output weight(Node node) {
        if (node.graph().attribute(node.target()).orElse(null) instanceof Attribute.Weight weight) {
            weights.put(node.target(), weight);
            return new Output.Weight(node.target());
        }
        throw new CompileException("the program returns '" + node.target() + "', which is no tensor");
    }

    private Output output(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> node.kind() == NodeKind.GET_ATTR ? weight(node) : new Output.Value(node.name());
            case Arg.Int(long value) -> new Output.Int(value);
            case Arg.Float(double value) -> new Output.Real(value);
            case Arg.Bool(boolean value) -> new Output.Truth(value);
            case Arg.Str(String value) -> new Output.Text(value);
            case Arg.None none -> new Output.None();
            case Arg.Complex _, Arg.Dtype _, Arg.Device _, Arg.Layout _, Arg.MemoryFormat _, Arg.Sym _, Arg.ListOf _ ->
                throw new CompileException("the program returns " + arg + ", which a compiled program cannot hold");
        };
    }
}
