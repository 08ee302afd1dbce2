package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.ScalarRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the union of everything that may stand as an argument, a result, a graph input or output. */
final class ArgumentParser {

    private final JsonCursor json;
    private final ValueParser values;
    private final Supplier<ExportedGraph> graphs;
    private final Supplier<String> tensorName = this::tensorName;

    /** @param graphs reads a nested graph */
    ArgumentParser(JsonCursor json, ValueParser values, Supplier<ExportedGraph> graphs) {
        this.json = json;
        this.values = values;
        this.graphs = graphs;
    }

    Argument argument() {
        String tag = json.tag();
        Argument argument = tagged(tag);
        json.endUnion(tag);
        return argument;
    }

    Argument tagged(String tag) {
        return switch (tag) {
            case "as_none" -> none();
            case "as_tensor" -> new Argument.Tensor(tensorName());
            case "as_tensors" -> new Argument.TensorList(json.list(tensorName));
            case "as_optional_tensor" -> new Argument.OptionalTensor(optionalTensor());
            case "as_optional_tensors" -> new Argument.OptionalTensorList(json.list(this::optionalTensor));
            case "as_nested_tensors" -> new Argument.NestedTensorList(json.list(() -> json.list(tensorName)));
            case "as_int" -> new Argument.IntValue(json.integer());
            case "as_ints" -> new Argument.IntList(json.list(json::integer));
            case "as_int_lists" -> new Argument.NestedIntList(json.list(() -> json.list(json::integer)));
            case "as_float" -> new Argument.FloatValue(json.decimal());
            case "as_floats" -> new Argument.FloatList(json.list(json::decimal));
            case "as_float_lists" -> new Argument.NestedFloatList(json.list(() -> json.list(json::decimal)));
            case "as_bool" -> new Argument.BoolValue(json.bool());
            case "as_bools" -> new Argument.BoolList(json.list(json::bool));
            case "as_string" -> new Argument.StringValue(json.string());
            case "as_strings" -> new Argument.StringList(json.list(json::string));
            case "as_complex" -> complex();
            case "as_sym_int" -> new Argument.SymIntRef(scalar("as_int", json::integer));
            case "as_sym_ints" -> new Argument.SymIntList(json.list(() -> scalar("as_int", json::integer)));
            case "as_sym_float" -> new Argument.SymFloatRef(scalar("as_float", json::decimal));
            case "as_sym_floats" -> new Argument.SymFloatList(json.list(() -> scalar("as_float", json::decimal)));
            case "as_sym_bool" -> new Argument.SymBoolRef(scalar("as_bool", json::bool));
            case "as_sym_bools" -> new Argument.SymBoolList(json.list(() -> scalar("as_bool", json::bool)));
            case "as_scalar_type" -> new Argument.ScalarType(values.dtype());
            case "as_memory_format" -> memoryFormat();
            case "as_layout" -> new Argument.LayoutValue(values.layout());
            case "as_device" -> new Argument.DeviceValue(values.device());
            case "as_graph" -> subGraph();
            case "as_custom_obj" -> customObject();
            case "as_operator" -> new Argument.Operator(json.string());
            case "as_string_to_argument" -> new Argument.Dictionary(json.map(this::argument));
            default -> throw json.error("unknown argument kind '" + tag + "'");
        };
    }

    private Argument.None none() {
        // Current schemas write true, older ones an empty list.
        json.skip();
        return new Argument.None();
    }

    /** {@code {"name": ...}} */
    String tensorName() {
        String name = "";
        for (boolean more = json.entersStruct(); more; more = json.hasField()) {
            if (json.field().equals("name")) {
                name = json.string();
            } else {
                json.skip();
            }
        }
        if (name.isEmpty()) {
            throw json.error("a value without a name");
        }
        return name;
    }

    private Optional<String> optionalTensor() {
        return json.union(tag -> switch (tag) {
            // Schema 1 wrote the bare name.
            case "as_tensor" -> Optional.of(json.isString() ? json.string() : tensorName());
            case "as_none" -> {
                json.skip();
                yield Optional.empty();
            }
            default -> throw json.error("unknown tag '" + tag + "'");
        });
    }

    private <T> ScalarRef<T> scalar(String literalTag, Supplier<T> literal) {
        return json.union(tag -> {
            if (tag.equals("as_name")) {
                return new ScalarRef.Named<>(json.string());
            }
            if (tag.equals(literalTag)) {
                return new ScalarRef.Literal<>(literal.get());
            }
            throw json.error("unknown tag '" + tag + "'");
        });
    }

    private Argument complex() {
        double[] parts = new double[2];
        json.struct(field -> {
            switch (field) {
                case "real" -> parts[0] = json.decimal();
                case "imag" -> parts[1] = json.decimal();
                default -> json.skip();
            }
        });
        return new Argument.ComplexValue(parts[0], parts[1]);
    }

    private Argument memoryFormat() {
        int number = json.smallInteger();
        return new Argument.MemoryFormatValue(Enums.memoryFormat(number)
                .orElseThrow(() -> json.error("unknown memory format number " + number)));
    }

    private Argument subGraph() {
        String[] name = {""};
        List<ExportedGraph> found = new java.util.ArrayList<>();
        json.struct(field -> {
            switch (field) {
                case "name" -> name[0] = json.string();
                case "graph" -> found.add(graphs.get());
                default -> json.skip();
            }
        });
        if (found.isEmpty()) {
            throw json.error("graph argument without a graph");
        }
        return new Argument.SubGraph(name[0], found.getLast());
    }

    Argument.CustomObject customObject() {
        String[] parts = {"", ""};
        json.struct(field -> {
            switch (field) {
                case "name" -> parts[0] = json.string();
                case "class_fqn" -> parts[1] = json.string();
                default -> json.skip();
            }
        });
        return new Argument.CustomObject(parts[0], parts[1]);
    }
}
