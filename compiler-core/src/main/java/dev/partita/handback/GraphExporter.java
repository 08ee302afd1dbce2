package dev.partita.handback;

import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.Origin;
import dev.partita.ir.Value;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.ExportedNode;
import dev.partita.pt2.schema.NamedArgument;
import dev.partita.pt2.schema.NodeMetadata;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From a graph to the records of a file, nested graphs included: what the importer reads back as the same graph. Calls
 * that return several values lose their {@code getitem} readers, whose names become those of the results.
 */
final class GraphExporter {

    static final OpName EXECUTE_ENGINE = OpName.of("tensorrt.execute_engine.default");
    static final OpName GETITEM = OpName.of("_operator.getitem");

    private final Graph graph;
    private final ValueExporter values;
    private final Map<String, String> objects;
    private final ArgumentExporter arguments;
    private final Map<Node, Argument> references = new IdentityHashMap<>();

    /**
     * @param values an empty table
     * @param objects placeholders that stand for script objects, each with its key among the program's constants
     */
    GraphExporter(Graph graph, ValueExporter values, Map<String, String> objects) {
        this.graph = graph;
        this.values = values;
        this.objects = objects;
        this.arguments = new ArgumentExporter(values, this::reference);
    }

    ExportedGraph export() {
        List<Argument> inputs = new ArrayList<>();
        List<ExportedNode> nodes = new ArrayList<>();
        for (Node node : graph) {
            switch (node.kind()) {
                case PLACEHOLDER -> inputs.add(input(node));
                case CALL_FUNCTION -> {
                    if (!references.containsKey(node)) {
                        nodes.add(call(node));
                    }
                }
                case GET_ATTR, OUTPUT -> { }
            }
        }
        Arg result = graph.outputNode().args().getFirst();
        boolean bare = !(result instanceof Arg.ListOf);
        List<Arg> results = result instanceof Arg.ListOf(List<Arg> items) ? items : List.of(result);
        List<Argument> outputs = results.stream().map(item -> arguments.export(item, Optional.empty())).toList();
        return new ExportedGraph(inputs, outputs, nodes, values.values(), bare);
    }

    private Argument input(Node node) {
        String object = objects.get(node.name());
        Argument input = object == null ? values.declare(node.name(), node.value()) : values.object(node.name(), object);
        references.put(node, input);
        return input;
    }

    private Argument reference(Node node) {
        Argument known = references.get(node);
        if (known != null) {
            return known;
        }
        if (node.kind() == NodeKind.GET_ATTR
                && graph.attribute(node.target()).orElse(null) instanceof Attribute.SubGraph(Graph inner)) {
            return new Argument.SubGraph(node.target(), new GraphExporter(inner, values.nested(), Map.of()).export());
        }
        throw new HandBackException("node '" + node.name() + "' is read, but has no form in a file");
    }

    private ExportedNode call(Node node) {
        Optional<OpSchema> schema = OpSchemas.standard().find(node.op());
        List<NamedArgument> inputs = new ArrayList<>();
        for (int i = 0; i < node.args().size(); i++) {
            int index = i;
            Optional<OpSchema.Parameter> parameter = schema.map(declared -> declared.parameters().get(index));
            inputs.add(new NamedArgument(
                    parameter.map(OpSchema.Parameter::name).orElseGet(() -> parameterName(node.op(), index)),
                    arguments.export(node.args().get(i), parameter.map(OpSchema.Parameter::type)),
                    NamedArgument.Kind.POSITIONAL));
        }
        node.kwargs().forEach((name, arg) -> inputs.add(new NamedArgument(
                name,
                arguments.export(arg, schema.filter(declared -> declared.indexOf(name) >= 0)
                        .map(declared -> declared.parameters().get(declared.indexOf(name)).type())),
                NamedArgument.Kind.KEYWORD)));
        List<Argument> outputs = outputs(node, schema);
        return new ExportedNode(
                Optional.of(node.name()), node.op().qualified(), inputs, outputs, metadata(node.origin()), Optional.empty());
    }

    /** Higher-order ops have no names for their arguments, Python's number functions call theirs {@code a, b}. */
    private static String parameterName(OpName op, int index) {
        if (op.equals(EXECUTE_ENGINE)) {
            return index == 0 ? "input_tensors" : "engine";
        }
        return op.namespace().equals("higher_order") ? "" : String.valueOf((char) ('a' + index));
    }

    private List<Argument> outputs(Node node, Optional<OpSchema> schema) {
        if (!(node.value() instanceof Value.Tuple(List<Value> items))) {
            Argument output = values.declareResult(node.name(), node.value());
            references.put(node, output);
            return output instanceof Argument.None ? List.of() : List.of(output);
        }
        Map<Integer, Node> readers = new TreeMap<>();
        for (Node user : node.users()) {
            if (!user.calls(GETITEM) || !(user.args().get(1) instanceof Arg.Int(long index))) {
                throw new HandBackException("'" + user.name() + "' takes all results of '" + node.name() + "' at once");
            }
            Node first = readers.putIfAbsent((int) index, user);
            if (first != null) {
                references.put(user, references.get(first));
            } else {
                references.put(user, item(user, items.get((int) index)));
            }
        }
        List<Argument> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Node reader = readers.get(i);
            results.add(reader == null
                    ? values.declareResult(graph.names().create(node.name() + "_unused_" + i), items.get(i))
                    : references.get(reader));
        }
        boolean oneList = node.calls(EXECUTE_ENGINE)
                || schema.map(declared -> ArgumentExporter.returnsList(node.value(), declared.results())).orElse(false);
        return oneList ? List.of(new Argument.TensorList(results.stream().map(GraphExporter::tensorName).toList())) : results;
    }

    private Argument item(Node reader, Value value) {
        if (value instanceof Value.Tuple) {
            throw new HandBackException("'" + reader.name() + "' is a list within a list of results");
        }
        return values.declareResult(reader.name(), value);
    }

    private static String tensorName(Argument result) {
        if (result instanceof Argument.Tensor(String name)) {
            return name;
        }
        throw new HandBackException("a list of tensors holds " + result);
    }

    private static NodeMetadata metadata(Origin origin) {
        Map<String, String> entries = new LinkedHashMap<>();
        if (!origin.stackTrace().isEmpty()) {
            entries.put("stack_trace", origin.stackTrace());
        }
        if (!origin.modules().isEmpty()) {
            entries.put("nn_module_stack", origin.modules().stream()
                    .map(frame -> "L__self__" + frame.path().replace('.', '_') + "," + frame.path() + "," + frame.typeName())
                    .collect(Collectors.joining(";")));
        }
        return new NodeMetadata(entries);
    }
}
