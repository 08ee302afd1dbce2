package dev.partita.importer;

import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.FxNames;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.ExportedNode;
import dev.partita.pt2.schema.NamedArgument;
import dev.partita.pt2.schema.ScalarRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Imports one graph, nested ones recursively. Names are those of the file wherever it has them. */
final class GraphImporter {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final ExportedGraph exported;
    private final Graph graph;
    private final Map<String, Node> byValueName;
    private final OriginReader origins = new OriginReader();

    private final ValueReader values;
    private final List<String> inputNames;

    /** @param inputNames the names of the inputs where known, by position; else they come from the arguments */
    GraphImporter(ExportedGraph exported, List<String> inputNames) {
        this.exported = exported;
        this.values = new ValueReader(exported.values());
        int known = exported.values().tensors().size();
        this.graph = new Graph(known);
        this.byValueName = HashMap.newHashMap(known);
        this.inputNames = inputNames;
    }

    Graph graph() {
        return graph;
    }

    void run() {
        int position = 0;
        for (Argument input : exported.inputs()) {
            placeholder(input, position++);
        }
        for (ExportedNode node : exported.nodes()) {
            call(node);
        }
        List<Arg> results = exported.outputs().stream().map(this::arg).toList();
        Arg result = exported.returnsBareTensor() && results.size() == 1 ? results.getFirst() : Arg.list(results);
        Node end = graph.createNamed("output", NodeKind.OUTPUT, "output", List.of(result), Map.of());
        end.setValue(new Value.Tuple(results.stream().map(Value::of).toList()));
    }

    /** The name of a graph input; constants that need none get one from their position. */
    static String inputName(Argument input, int position) {
        return switch (input) {
            case Argument.Tensor(String name) -> name;
            case Argument.OptionalTensor(Optional<String> name) -> name.orElse("arg" + position);
            case Argument.SymIntRef(ScalarRef.Named<Long>(String name)) -> name;
            case Argument.SymFloatRef(ScalarRef.Named<Double>(String name)) -> name;
            case Argument.SymBoolRef(ScalarRef.Named<Boolean>(String name)) -> name;
            case Argument.CustomObject(String name, String className) -> name;
            default -> "arg" + position;
        };
    }

    private void placeholder(Argument input, int position) {
        String name = position < inputNames.size() ? inputNames.get(position) : inputName(input, position);
        Node node = graph.createNamed(name, NodeKind.PLACEHOLDER, name, List.of(), Map.of());
        byValueName.put(name, node);
        node.setValue(values.value(input));
    }

    private void call(ExportedNode exportedNode) {
        List<Arg> args = new ArrayList<>();
        Map<String, Arg> kwargs = new LinkedHashMap<>();
        OpName op = OpName.parse(exportedNode.target());
        arguments(op, exportedNode.inputs(), args, kwargs);
        List<Argument> outputs = exportedNode.outputs();
        Optional<String> single = outputs.size() == 1 && !returnsTuple(exportedNode)
                ? singleName(outputs.getFirst()) : Optional.empty();
        Optional<String> known = single.isPresent() ? single : exportedNode.name();
        String wish = known.isPresent() ? known.get() : FxNames.ofOverload(op);
        Node node = create(NodeKind.CALL_FUNCTION, op.qualified(), args, kwargs, wish);
        node.setOrigin(origins.origin(exportedNode.metadata()));
        if (single.isPresent()) {
            byValueName.put(single.get(), node);
            node.setValue(values.value(outputs.getFirst()));
        } else if (!outputs.isEmpty()) {
            node.setValue(results(node, flattened(outputs)));
        }
    }

    /** Higher-order ops return tuples even of one tensor, unless the file says otherwise. */
    private static boolean returnsTuple(ExportedNode node) {
        return node.target().startsWith("torch.ops.higher_order.") && !node.returnsBareTensor().orElse(false);
    }

    private static Optional<String> singleName(Argument output) {
        return switch (output) {
            case Argument.Tensor(String name) -> Optional.of(name);
            case Argument.SymIntRef(ScalarRef.Named<Long>(String name)) -> Optional.of(name);
            case Argument.SymFloatRef(ScalarRef.Named<Double>(String name)) -> Optional.of(name);
            case Argument.SymBoolRef(ScalarRef.Named<Boolean>(String name)) -> Optional.of(name);
            default -> Optional.empty();
        };
    }

    /** An op that returns one list of tensors has these as its results. */
    private static List<Argument> flattened(List<Argument> outputs) {
        if (outputs.size() == 1 && outputs.getFirst() instanceof Argument.TensorList(List<String> names)) {
            return names.stream().<Argument>map(Argument.Tensor::new).toList();
        }
        return outputs;
    }

    /** Adds a {@code getitem} node for each named result; gives back the value of them all. */
    private Value results(Node call, List<Argument> outputs) {
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Argument output = outputs.get(i);
            Value value = values.value(output);
            parts.add(value);
            Optional<String> name = singleName(output);
            if (name.isPresent()) {
                byValueName.put(name.get(), item(call, i, name.get(), value));
            } else if (output instanceof Argument.TensorList(List<String> names)) {
                Node list = item(call, i, FxNames.ofPacket(GETITEM), value);
                for (int j = 0; j < names.size(); j++) {
                    Value part = values.value(new Argument.Tensor(names.get(j)));
                    byValueName.put(names.get(j), item(list, j, names.get(j), part));
                }
            }
        }
        return new Value.Tuple(parts);
    }

    private Node item(Node call, int index, String name, Value value) {
        List<Arg> args = List.of(Arg.of(call), Arg.of(index));
        return create(NodeKind.CALL_FUNCTION, GETITEM.qualified(), args, Map.of(), name)
                .setValue(value).setOrigin(call.origin());
    }

    /** Keeps the file's name where it is free. */
    private Node create(NodeKind kind, String target, List<Arg> args, Map<String, Arg> kwargs, String name) {
        return graph.find(name).isEmpty()
                ? graph.createNamed(name, kind, target, args, kwargs) : graph.create(kind, target, args, kwargs, name);
    }

    /** Positional and keyword arguments; older files do not say which is which, then the declaration decides. */
    private void arguments(OpName op, List<NamedArgument> inputs, List<Arg> args, Map<String, Arg> kwargs) {
        for (NamedArgument input : inputs) {
            boolean positional = switch (input.kind()) {
                case POSITIONAL -> true;
                case KEYWORD -> false;
                case UNKNOWN -> OpSchemas.standard().find(op).map(declared -> isRequired(declared, input.name())).orElse(true);
            };
            if (positional) {
                args.add(arg(input.value()));
            } else {
                kwargs.put(input.name(), arg(input.value()));
            }
        }
    }

    private static boolean isRequired(OpSchema schema, String name) {
        int index = schema.indexOf(name);
        return index >= 0 && schema.parameters().get(index).defaultValue().isEmpty()
                && !schema.parameters().get(index).keywordOnly();
    }

    private Arg arg(Argument argument) {
        return switch (argument) {
            case Argument.None none -> Arg.NONE;
            case Argument.Tensor(String name) -> ref(name);
            case Argument.TensorList(List<String> names) -> list(names, this::ref);
            case Argument.OptionalTensorList(List<Optional<String>> names) -> list(names, this::optional);
            case Argument.OptionalTensor(Optional<String> name) -> optional(name);
            case Argument.NestedTensorList(List<List<String>> names) -> list(names, inner -> list(inner, this::ref));
            case Argument.IntValue(long value) -> Arg.of(value);
            case Argument.IntList(List<Long> values) -> list(values, Arg::of);
            case Argument.NestedIntList(List<List<Long>> values) -> list(values, inner -> list(inner, Arg::of));
            case Argument.FloatValue(double value) -> Arg.of(value);
            case Argument.FloatList(List<Double> values) -> list(values, Arg::of);
            case Argument.NestedFloatList(List<List<Double>> values) -> list(values, inner -> list(inner, Arg::of));
            case Argument.BoolValue(boolean value) -> Arg.of(value);
            case Argument.BoolList(List<Boolean> values) -> list(values, Arg::of);
            case Argument.StringValue(String value) -> Arg.of(value);
            case Argument.StringList(List<String> values) -> list(values, Arg::of);
            case Argument.ComplexValue(double real, double imaginary) -> new Arg.Complex(real, imaginary);
            case Argument.SymIntRef(ScalarRef<Long> value) -> scalar(value, Arg::of);
            case Argument.SymIntList(List<ScalarRef<Long>> values) -> list(values, value -> scalar(value, Arg::of));
            case Argument.SymFloatRef(ScalarRef<Double> value) -> scalar(value, Arg::of);
            case Argument.SymFloatList(List<ScalarRef<Double>> values) -> list(values, value -> scalar(value, Arg::of));
            case Argument.SymBoolRef(ScalarRef<Boolean> value) -> scalar(value, Arg::of);
            case Argument.SymBoolList(List<ScalarRef<Boolean>> values) -> list(values, value -> scalar(value, Arg::of));
            case Argument.ScalarType(var dtype) -> Arg.of(dtype);
            case Argument.MemoryFormatValue(var format) -> new Arg.MemoryFormat(bare(format.torchName()));
            case Argument.LayoutValue(var layout) -> new Arg.Layout(bare(layout.torchName()));
            case Argument.DeviceValue(var device) -> new Arg.Device(device.toString());
            case Argument.SubGraph(String name, ExportedGraph inner) -> subGraph(name, inner);
            case Argument.CustomObject(String name, String className) ->
                byValueName.containsKey(name) ? ref(name) : Arg.of(name);
            case Argument.Operator(String target) -> Arg.of(target);
            case Argument.Dictionary(Map<String, Argument> entries) ->
                Arg.list(entries.values().stream().map(this::arg).toList());
        };
    }

    private static <T> Arg list(List<T> items, Function<T, Arg> each) {
        List<Arg> list = new ArrayList<>(items.size());
        for (T item : items) {
            list.add(each.apply(item));
        }
        return Arg.list(list);
    }

    private Arg ref(String name) {
        Node node = byValueName.get(name);
        if (node == null) {
            throw new ImportException("value '" + name + "' is used before any node computes it");
        }
        return Arg.of(node);
    }

    private Arg optional(Optional<String> name) {
        return name.map(this::ref).orElse(Arg.NONE);
    }

    private <T> Arg scalar(ScalarRef<T> value, Function<T, Arg> literal) {
        return switch (value) {
            case ScalarRef.Named<T>(String name) -> ref(name);
            case ScalarRef.Literal<T>(T known) -> literal.apply(known);
        };
    }

    private Arg subGraph(String name, ExportedGraph inner) {
        GraphImporter importer = new GraphImporter(inner, List.of());
        importer.run();
        graph.putAttribute(name, new Attribute.SubGraph(importer.graph()));
        return Arg.of(create(NodeKind.GET_ATTR, name, List.of(), Map.of(), name));
    }

    private static String bare(String torchName) {
        return torchName.substring(torchName.indexOf('.') + 1);
    }
}
