package dev.partita.lowering.decomposition;

import dev.partita.importer.ImportedProgram;
import dev.partita.importer.ProgramSignature;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.ShapeRules;
import dev.partita.shape.Strides;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks an exported graph and calls every node again through a {@link Tracer}; the calls that remain make the new
 * graph. Writes to weights and inputs come back as a list, not as nodes.
 */
public final class Retracer {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final DecompositionTable table;
    private final ShapeRules shapes;

    private final boolean valuesAreExact;

    /** @param valuesAreExact whether the old graph's values hold for its calls; else they are inferred where possible */
    public Retracer(DecompositionTable table, ShapeRules shapes, boolean valuesAreExact) {
        this.table = table;
        this.shapes = shapes;
        this.valuesAreExact = valuesAreExact;
    }

    /**
     * The new graph, still with placeholders for weights.
     *
     * @param mutations value written back, by the name of the placeholder it is written to, in order of the inputs
     */
    public record Result(Graph graph, Map<String, Node> mutations) {

        /** Makes the written values further items of the graph's output, in their order. */
        public void returnMutations() {
            Node end = graph.outputNode();
            List<Arg> items = new ArrayList<>(((Arg.ListOf) end.args().getFirst()).items());
            mutations.values().forEach(value -> items.add(Arg.of(value)));
            end.setArgs(List.of(Arg.list(items)));
            end.setValue(Value.of(end.args().getFirst()));
        }
    }

    public Result retrace(ImportedProgram program) {
        return new Run(program.graph().size()).program(program);
    }

    /** One walk over one graph. */
    private final class Run {

        private final Graph graph;
        private final Tracer tracer;
        private final Map<Node, Arg> values;

        /** @param nodes of the old graph; the new one mostly has about as many */
        Run(int nodes) {
            this.graph = new Graph(2 * nodes);
            this.values = new IdentityHashMap<>(nodes);
            this.tracer = new Tracer(graph, table, shapes, valuesAreExact);
        }

        Result program(ImportedProgram program) {
            tracer.symbols().setUnbacked(UnbackedNumbers.of(program.ranges().ranges().keySet()));
            List<Node> inputs = inputs(program);
            Arg results = body(program.graph());
            Map<String, Arg> written = new LinkedHashMap<>();
            Arg output = Arg.list(returned(program, results));
            for (Node input : inputs) {
                if (tracer.aliases().isWritten(input)) {
                    written.put(input.target(), tracer.aliases().current(Arg.of(input)));
                }
            }
            Node end = graph.output(tracer.symbols().materialize(output));
            end.setValue(Value.of(end.args().getFirst()));
            Map<String, Node> mutations = new LinkedHashMap<>();
            written.forEach((name, value) -> mutations.put(name, ((Arg.Ref) value).node()));
            DeadCode.removeTraced(graph, mutations.values());
            return new Result(graph, mutations);
        }

        private List<Node> inputs(ImportedProgram program) {
            List<Node> inputs = new ArrayList<>();
            for (String name : WeightOrder.of(program.signature())) {
                Node old = program.graph().node(name);
                Node input = graph.placeholder(old.target()).setValue(old.value()).setOrigin(old.origin());
                values.put(old, Arg.of(input));
                List<SymExpr> steps = program.inputStrides().get(name);
                if (steps != null) {
                    tracer.setStrides(input, new Strides(steps));
                }
                inputs.add(input);
            }
            inputs.forEach(tracer.symbols()::addInput);
            return inputs;
        }

        /** The user's results; values that the old graph returns only to be written back are written now. */
        private List<Arg> returned(ImportedProgram program, Arg results) {
            List<Arg> items = results instanceof Arg.ListOf(List<Arg> list) ? list : List.of(results);
            List<ProgramSignature.Output> roles = program.signature().outputs();
            List<Arg> returned = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                ProgramSignature.Output role = i < roles.size() ? roles.get(i) : new ProgramSignature.Output.Result();
                switch (role) {
                    case ProgramSignature.Output.Result result -> returned.add(tracer.aliases().current(items.get(i)));
                    case ProgramSignature.Output.WeightMutation(String fqn) ->
                        write(weightPlaceholder(program, fqn), items.get(i));
                    case ProgramSignature.Output.InputMutation(String name) -> write(name, items.get(i));
                    case ProgramSignature.Output.Ignored ignored -> { }
                }
            }
            return returned;
        }

        private void write(String placeholder, Arg value) {
            graph.find(placeholder).ifPresent(input -> tracer.aliases().write(new Arg.Ref(input), value));
        }

        private String weightPlaceholder(ImportedProgram program, String fqn) {
            return program.signature().inputs().stream()
                    .filter(input -> input.weightPath().filter(fqn::equals).isPresent())
                    .map(ProgramSignature.Input::name)
                    .findFirst().orElse(fqn);
        }

        /** Calls every node of the graph; gives back the output's argument. */
        private Arg body(Graph old) {
            Arg results = Arg.list(List.of());
            for (Node node : old) {
                tracer.setOrigin(node.origin());
                switch (node.kind()) {
                    case PLACEHOLDER -> { }
                    case GET_ATTR -> values.put(node, attribute(old, node));
                    case CALL_FUNCTION -> values.put(node, call(old, node));
                    case OUTPUT -> results = mapped(node.args().getFirst());
                }
            }
            return results;
        }

        private Arg attribute(Graph old, Node node) {
            Node copy = graph.getAttr(node.target()).setValue(node.value());
            old.attribute(node.target()).ifPresent(attribute -> graph.putAttribute(node.target(), retraced(attribute)));
            return Arg.of(copy);
        }

        /** The graph argument of a higher-order op is lowered by the same rules, on its own. */
        private Attribute retraced(Attribute attribute) {
            return attribute instanceof Attribute.SubGraph(Graph inner)
                    ? new Attribute.SubGraph(new Run(inner.size()).subGraph(inner))
                    : attribute;
        }

        private Graph subGraph(Graph inner) {
            List<Node> inputs = new ArrayList<>();
            for (Node old : inner) {
                if (old.kind() == NodeKind.PLACEHOLDER) {
                    Node input = graph.placeholder(old.target()).setValue(old.value());
                    values.put(old, Arg.of(input));
                    inputs.add(input);
                }
            }
            inputs.forEach(tracer.symbols()::addInput);
            Node end = graph.output(tracer.symbols().materialize(tracer.aliases().current(body(inner))));
            end.setValue(Value.of(end.args().getFirst()));
            DeadCode.removeTraced(graph, List.of());
            return graph;
        }

        private Arg call(Graph old, Node node) {
            List<Arg> args = mapped(node.args());
            Map<String, Arg> kwargs = node.kwargs().isEmpty() ? Map.of() : new LinkedHashMap<>(node.kwargs());
            if (!kwargs.isEmpty()) {
                kwargs.replaceAll((name, arg) -> mapped(arg));
            }
            OpName op = node.op();
            if (op.equals(GETITEM)) {
                return Tracer.item(args.get(0), Math.toIntExact(((Arg.Int) args.get(1)).value()));
            }
            if (op.namespace().equals("higher_order") && op.op().startsWith("wrap_with_")) {
                return inlined(old, node, args);
            }
            Optional<OpSchema> schema = OpSchemas.standard().find(op);
            if (schema.isPresent()) {
                return tracer.callAgain(Call.bind(schema.get(), args, kwargs), node.value());
            }
            return tracer.callUndeclared(op, args, kwargs, node.value());
        }

        /** {@code wrap_with_autocast(..., graph, inputs...)}: the casts are in the graph already, the wrapper goes. */
        private Arg inlined(Graph old, Node node, List<Arg> args) {
            for (int i = 0; i < args.size(); i++) {
                if (node.args().get(i) instanceof Arg.Ref(Node reader) && reader.kind() == NodeKind.GET_ATTR
                        && old.attribute(reader.target()).orElse(null) instanceof Attribute.SubGraph(Graph inner)) {
                    int next = i + 1;
                    for (Node parameter : inner) {
                        if (parameter.kind() == NodeKind.PLACEHOLDER) {
                            values.put(parameter, args.get(next++));
                        }
                    }
                    return inRegion(node, args, inner);
                }
            }
            throw new IllegalArgumentException(node + " wraps no graph");
        }

        private Arg inRegion(Node node, List<Arg> args, Graph inner) {
            Optional<Autocast> outer = tracer.autocast();
            if (node.op().op().equals("wrap_with_autocast")) {
                boolean enabled = args.get(2).equals(Arg.of(true));
                tracer.setAutocast(enabled && args.get(1) instanceof Arg.Dtype(DType dtype)
                        && args.get(0) instanceof Arg.Str(String device)
                        ? Optional.of(new Autocast(device, dtype)) : Optional.empty());
            }
            try {
                return body(inner);
            } finally {
                tracer.setAutocast(outer);
            }
        }

        private List<Arg> mapped(List<Arg> args) {
            List<Arg> mapped = new ArrayList<>(args.size());
            for (Arg arg : args) {
                mapped.add(mapped(arg));
            }
            return mapped;
        }

        private Arg mapped(Arg arg) {
            return switch (arg) {
                case Arg.Ref(Node node) -> {
                    Arg value = values.get(node);
                    if (value == null) {
                        throw new IllegalStateException(node + " is read before it is computed");
                    }
                    yield value;
                }
                case Arg.ListOf(List<Arg> items) -> {
                    boolean plain = true;
                    for (Arg item : items) {
                        plain &= !(item instanceof Arg.Ref || item instanceof Arg.ListOf);
                    }
                    yield plain ? arg : Arg.list(mapped(items));
                }
                default -> arg;
            };
        }
    }
}
