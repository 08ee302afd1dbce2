package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.ExportedNode;
import dev.partita.pt2.schema.GraphValues;
import dev.partita.pt2.schema.NamedArgument;
import dev.partita.pt2.schema.NodeMetadata;
import dev.partita.pt2.schema.SymBool;
import dev.partita.pt2.schema.SymFloat;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads one graph; nested graphs by recursion, which the cursor's depth limit bounds. */
final class GraphParser {

    private final JsonCursor json;
    private final ValueParser values;
    private final ArgumentParser arguments;
    private final boolean kindsFromZero;

    /** What each node needs, made once. */
    private final Supplier<String> text;
    private final Supplier<Boolean> truth;
    private final Supplier<Argument> argument;
    private final Supplier<NamedArgument> namedArgument = this::namedArgument;

    /** @param kindsFromZero schemas before 8.6 numbered the kinds of arguments from positional = 0 */
    GraphParser(JsonCursor json, boolean kindsFromZero) {
        this.json = json;
        this.values = new ValueParser(json);
        this.arguments = new ArgumentParser(json, values, this::graph);
        this.kindsFromZero = kindsFromZero;
        this.text = json::string;
        this.truth = json::bool;
        this.argument = arguments::argument;
    }

    ArgumentParser arguments() {
        return arguments;
    }

    private static final class GraphDraft {
        private List<Argument> inputs = List.of();
        private List<Argument> outputs = List.of();
        private List<ExportedNode> nodes = List.of();
        private Map<String, TensorMeta> tensors = Map.of();
        private Map<String, SymInt> symInts = Map.of();
        private Map<String, SymFloat> symFloats = Map.of();
        private Map<String, SymBool> symBools = Map.of();
        private Map<String, Argument.CustomObject> customObjects = Map.of();
        private boolean returnsBareTensor;
    }

    ExportedGraph graph() {
        GraphDraft draft = new GraphDraft();
        json.struct(field -> {
            switch (field) {
                case "inputs" -> draft.inputs = json.list(arguments::argument);
                case "outputs" -> draft.outputs = json.list(arguments::argument);
                case "nodes" -> draft.nodes = json.list(this::node);
                case "tensor_values" -> draft.tensors = json.map(values::tensorMeta);
                case "sym_int_values" -> draft.symInts = json.map(values::symInt);
                case "sym_float_values" -> draft.symFloats = json.map(values::symFloat);
                case "sym_bool_values" -> draft.symBools = json.map(values::symBool);
                case "custom_obj_values" -> draft.customObjects = json.map(arguments::customObject);
                case "is_single_tensor_return" -> draft.returnsBareTensor = json.bool();
                default -> json.skip();
            }
        });
        GraphValues known = new GraphValues(
                draft.tensors, draft.symInts, draft.symFloats, draft.symBools, draft.customObjects);
        return new ExportedGraph(draft.inputs, draft.outputs, draft.nodes, known, draft.returnsBareTensor);
    }

    private static final class NodeDraft {
        private Optional<String> name = Optional.empty();
        private String target = "";
        private List<NamedArgument> inputs = List.of();
        private List<Argument> outputs = List.of();
        private NodeMetadata metadata = NodeMetadata.NONE;
        private Optional<Boolean> returnsBareTensor = Optional.empty();
    }

    private ExportedNode node() {
        NodeDraft draft = new NodeDraft();
        for (boolean more = json.entersStruct(); more; more = json.hasField()) {
            switch (json.field()) {
                case "name" -> draft.name = json.optional(text);
                case "target" -> draft.target = json.string();
                case "inputs" -> draft.inputs = json.list(namedArgument);
                case "outputs" -> draft.outputs = json.list(argument);
                case "metadata" -> draft.metadata = new NodeMetadata(json.map(text));
                case "is_hop_single_tensor_return" -> draft.returnsBareTensor = json.optional(truth);
                default -> json.skip();
            }
        }
        if (draft.target.isEmpty()) {
            throw json.error("node without target");
        }
        return new ExportedNode(
                draft.name, draft.target, draft.inputs, draft.outputs, draft.metadata, draft.returnsBareTensor);
    }

    private NamedArgument namedArgument() {
        String name = "";
        Optional<Argument> value = Optional.empty();
        NamedArgument.Kind kind = NamedArgument.Kind.UNKNOWN;
        for (boolean more = json.entersStruct(); more; more = json.hasField()) {
            switch (json.field()) {
                case "name" -> name = json.string();
                case "arg" -> value = Optional.of(arguments.argument());
                case "kind" -> kind = json.takesNull() ? NamedArgument.Kind.UNKNOWN : kind(json.smallInteger());
                default -> json.skip();
            }
        }
        if (value.isEmpty()) {
            throw json.error("argument '" + name + "' without a value");
        }
        return new NamedArgument(name, value.get(), kind);
    }

    private NamedArgument.Kind kind(int number) {
        return switch (kindsFromZero ? number + 1 : number) {
            case 0 -> NamedArgument.Kind.UNKNOWN;
            case 1 -> NamedArgument.Kind.POSITIONAL;
            case 2 -> NamedArgument.Kind.KEYWORD;
            default -> throw json.error("unknown argument kind number " + number);
        };
    }
}
