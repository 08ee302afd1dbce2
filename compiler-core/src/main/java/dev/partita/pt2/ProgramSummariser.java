package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.ExportedNode;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.NamedArgument;
import dev.partita.pt2.schema.OutputSpec;
import dev.partita.pt2.schema.Producer;
import dev.partita.pt2.schema.SchemaVersion;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import dev.partita.tensor.SymRanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Collects the facts of a {@link ProgramSummary}. */
public final class ProgramSummariser {

    private final ExportedProgram program;
    private final ExportedGraph graph;
    private final Map<String, Integer> ops = new HashMap<>();
    private int calls;
    private int nestedGraphs;

    private ProgramSummariser(ExportedProgram program) {
        this.program = program;
        this.graph = program.module().graph();
    }

    public static ProgramSummary summarise(ExportedProgram program) {
        return new ProgramSummariser(program).summary();
    }

    private ProgramSummary summary() {
        count(graph);
        Producer producer = program.producer();
        return new ProgramSummary(
                program.name(),
                new ProgramSummary.Origin(
                        producer.torchVersion(),
                        producer.schema().toString(),
                        producer.verifiers().isEmpty() ? "not stated" : String.join(", ", producer.verifiers()),
                        producer.opsets()),
                new ProgramSummary.Interface(inputs(), outputs(), dynamic()),
                new ProgramSummary.Contents(calls, byFrequency(), nestedGraphs),
                data(),
                warnings());
    }

    private void count(ExportedGraph counted) {
        for (ExportedNode node : counted.nodes()) {
            calls++;
            ops.merge(node.target(), 1, Integer::sum);
            for (NamedArgument argument : node.inputs()) {
                if (argument.value() instanceof Argument.SubGraph(String name, ExportedGraph nested)) {
                    nestedGraphs++;
                    count(nested);
                }
            }
        }
    }

    private Map<String, Integer> byFrequency() {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        ops.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private List<ProgramSummary.Input> inputs() {
        List<ProgramSummary.Input> inputs = new ArrayList<>();
        for (InputSpec spec : program.module().signature().inputs()) {
            switch (spec) {
                case InputSpec.UserInput(Argument argument) ->
                    inputs.add(new ProgramSummary.Input(name(argument), type(argument)));
                case InputSpec.ConstantInput(String name, Argument value) ->
                    inputs.add(new ProgramSummary.Input(name, "always " + type(value)));
                case InputSpec.Parameter p -> { }
                case InputSpec.Buffer b -> { }
                case InputSpec.TensorConstant c -> { }
                case InputSpec.CustomObject c -> { }
                case InputSpec.Token t -> { }
            }
        }
        return inputs;
    }

    private List<ProgramSummary.Output> outputs() {
        List<OutputSpec> specs = program.module().signature().outputs();
        List<ProgramSummary.Output> outputs = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            Argument value = graph.outputs().get(i);
            outputs.add(new ProgramSummary.Output(name(value), role(specs.get(i)), type(value)));
        }
        return outputs;
    }

    private static String role(OutputSpec spec) {
        return switch (spec) {
            case OutputSpec.UserOutput o -> "output";
            case OutputSpec.LossOutput o -> "loss";
            case OutputSpec.BufferMutation(String name, String fqn) -> "new value of buffer " + fqn;
            case OutputSpec.ParameterMutation(String name, String fqn) -> "new value of parameter " + fqn;
            case OutputSpec.UserInputMutation(String name, String input) -> "new value of input " + input;
            case OutputSpec.GradientToParameter(String name, String fqn) -> "gradient of parameter " + fqn;
            case OutputSpec.GradientToUserInput(String name, String input) -> "gradient of input " + input;
            case OutputSpec.Token t -> "token";
        };
    }

    private static String name(Argument argument) {
        List<String> names = ArgumentNames.of(argument);
        return names.isEmpty() ? "" : String.join(", ", names);
    }

    private String type(Argument argument) {
        return switch (argument) {
            case Argument.Tensor(String name) ->
                graph.values().tensor(name).map(meta -> meta.spec().toString()).orElse("tensor");
            case Argument.None n -> "None";
            case Argument.IntValue(long value) -> Long.toString(value);
            case Argument.FloatValue(double value) -> Double.toString(value);
            case Argument.BoolValue(boolean value) -> value ? "True" : "False";
            case Argument.StringValue(String value) -> "'" + value + "'";
            case Argument.SymIntRef ref ->
                "int " + ArgumentNames.of(ref).stream()
                        .flatMap(name -> graph.values().symInt(name).stream())
                        .map(value -> value.expr().toString())
                        .findFirst().orElse("");
            default -> argument.getClass().getSimpleName();
        };
    }

    private List<ProgramSummary.Dynamic> dynamic() {
        Map<String, SymRange> ranges = SymRanges.perSymbol(program.rangeConstraints());
        Map<String, List<String>> places = new TreeMap<>();
        ranges.keySet().forEach(symbol -> places.put(symbol, new ArrayList<>()));
        for (InputSpec spec : program.module().signature().inputs()) {
            if (spec instanceof InputSpec.UserInput(Argument argument)) {
                ArgumentNames.tensors(argument).forEach(name ->
                        graph.values().tensor(name).ifPresent(meta -> collect(name, meta, places)));
            }
        }
        return places.entrySet().stream().map(entry -> {
            SymRange range = ranges.getOrDefault(
                    entry.getKey(), new SymRange(SymRange.UNBOUNDED_MIN, SymRange.UNBOUNDED_MAX));
            return new ProgramSummary.Dynamic(
                    entry.getKey(),
                    range.min() == SymRange.UNBOUNDED_MIN ? "" : Long.toString(range.min()),
                    range.max() == SymRange.UNBOUNDED_MAX ? "" : Long.toString(range.max()),
                    entry.getValue());
        }).toList();
    }

    private static void collect(String input, TensorMeta meta, Map<String, List<String>> places) {
        for (int axis = 0; axis < meta.sizes().size(); axis++) {
            if (meta.sizes().get(axis) instanceof SymInt.Symbolic size) {
                String text = input + "[" + axis + "]" + (size.expr() instanceof SymExpr.Symbol ? "" : " = " + size.expr());
                for (String symbol : size.expr().symbols()) {
                    places.computeIfAbsent(symbol, s -> new ArrayList<>()).add(text);
                }
            }
        }
    }

    private ProgramSummary.Data data() {
        Map<String, Long> bytesByStorage = new HashMap<>();
        Map<String, Long> elements = new TreeMap<>();
        Stream.concat(program.data().weights().values().stream(), program.data().constants().values().stream())
                .forEach(weight -> {
                    bytesByStorage.put(weight.tensor().storage().id(), weight.tensor().storage().byteSize());
                    elements.merge(weight.tensor().dtype().torchName(), weight.tensor().elementCount(), Long::sum);
                });
        int parameters = 0;
        int buffers = 0;
        int constants = 0;
        for (InputSpec spec : program.module().signature().inputs()) {
            parameters += spec instanceof InputSpec.Parameter ? 1 : 0;
            buffers += spec instanceof InputSpec.Buffer ? 1 : 0;
            constants += spec instanceof InputSpec.TensorConstant || spec instanceof InputSpec.CustomObject ? 1 : 0;
        }
        long bytes = bytesByStorage.values().stream().mapToLong(Long::longValue).sum();
        return new ProgramSummary.Data(parameters, buffers, constants, bytes, elements);
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        SchemaVersion schema = program.producer().schema();
        if (schema.compareTo(SchemaVersion.CURRENT) > 0) {
            warnings.add("written in export schema " + schema + ", newer than " + SchemaVersion.CURRENT
                    + ": what is new in it is ignored");
        }
        program.data().opaque().forEach((fqn, constant) ->
                warnings.add("'" + fqn + "' is an object that only Python or C++ can interpret (" + constant.what() + ")"));
        Optional<Weight> empty = program.data().weights().values().stream()
                .filter(weight -> weight.tensor().storage().id().endsWith(PayloadReader.NO_DATA))
                .findFirst();
        if (empty.isPresent()) {
            warnings.add("the weights have no data (exported from fake tensors); they count as zeros");
        }
        return warnings;
    }
}
