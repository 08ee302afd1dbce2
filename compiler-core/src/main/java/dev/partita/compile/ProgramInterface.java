package dev.partita.compile;

import dev.partita.compiled.Manifest.Change;
import dev.partita.compiled.Manifest.Input;
import dev.partita.compiled.Manifest.Output;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphPrinter;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.lowering.LoweredProgram.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a compiled program takes, returns and changes, read off the lowered graph. */
final class ProgramInterface {

    private final Graph graph;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Attribute.Weight> weights = new LinkedHashMap<>();

    ProgramInterface(Plan plan, InputRanges ranges, Consumer<CompileEvent> events) {
        graph = plan.lowered().graph();
        Map<String, Attribute.Weight> state =
                plan.lowered().updates().isEmpty() ? Map.of() : plan.program().importProgram().state();
        if (plan.settings().matchesTorchTensorRt()) {
            ComplexNumbersCheck.require(plan, events);
        }
        Map<String, String> buffers = new HashMap<>();
        for (Update update : plan.lowered().updates()) {
            if (update instanceof Update.Buffer(String placeholder, String fqn, OptionalInt _)) {
                buffers.put(placeholder, fqn);
            }
        }
        for (Node node : plan.lowered().graph()) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                String buffer = buffers.get(node.name());
                inputs.add(buffer == null
                        ? new Input.User(node.name(), GraphPrinter.print(node.value()), ranges.shapes(node))
                        : buffer(node.name(), buffer, state));
            }
        }
        Arg result = plan.lowered().graph().outputNode().args().getFirst();
        List<Arg> items = result instanceof Arg.ListOf(List<Arg> list) ? list : List.of(result);
        items.forEach(item -> outputs.add(output(item)));
        int results = items.size();
        for (Update update : plan.lowered().updates()) {
            if (update.output().isPresent()) {
                results = Math.min(results, update.output().getAsInt());
                changes.add(change(update, outputs.get(update.output().getAsInt())));
            } else {
                events.accept(new CompileEvent.Noted("the program changes '" + target(update)
                        + "' in place; as in Torch-TensorRT, which is to be matched, this change is lost"));
            }
        }
        outputs.subList(results, outputs.size()).clear();
    }

    private Input.Buffer buffer(String name, String fqn, Map<String, Attribute.Weight> state) {
        Attribute.Weight value = state.get(fqn);
        if (value == null) {
            throw new CompileException("the program changes the buffer '" + fqn + "', whose value is not in the file");
        }
        weights.put(fqn, value);
        return new Input.Buffer(name, fqn);
    }

    private static Change change(Update update, Output value) {
        return switch (update) {
            case Update.Buffer buffer -> new Change.Buffer(buffer.fqn(), value);
            case Update.UserInput input -> new Change.Input(input.placeholder(), value);
        };
    }

    private static String target(Update update) {
        return switch (update) {
            case Update.Buffer buffer -> buffer.fqn();
            case Update.UserInput input -> input.input();
        };
    }

    /** What is there before the first segment: also the sizes that are read and that no segment gives. */
    List<Input> inputs(List<SegmentEntry> segments) {
        Set<String> read = new LinkedHashSet<>();
        segments.forEach(segment -> read.addAll(segment.inputNames()));
        Stream.concat(outputs.stream(), changes.stream().map(Change::value)).forEach(output -> {
            if (output instanceof Output.Value(String name)) {
                read.add(name);
            }
        });
        segments.forEach(segment -> segment.outputNames().forEach(read::remove));
        KnownSizes known = new KnownSizes(graph);
        List<Input> all = new ArrayList<>(inputs);
        for (Node node : graph) {
            if (node.isCall() && read.contains(node.name())) {
                known.expression(node).ifPresent(value -> all.add(new Input.Size(node.name(), value.toString())));
            }
        }
        return all;
    }

    List<Output> outputs() {
        return outputs;
    }

    /** What the program writes back after a run. */
    List<Change> changes() {
        return changes;
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
            case Arg.Ellipsis _, Arg.Complex _, Arg.Dtype _, Arg.Device _, Arg.Layout _, Arg.MemoryFormat _, Arg.Sym _, Arg.ListOf _ ->
                throw new CompileException("the program returns " + arg + ", which a compiled program cannot hold");
        };
    }
}
