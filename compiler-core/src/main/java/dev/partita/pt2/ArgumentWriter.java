package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.ScalarRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the union of everything that may stand as an argument; the counterpart of {@link ArgumentParser}. */
final class ArgumentWriter {

    private final JsonOut json;
    private final ValueWriter values;
    private final Consumer<ExportedGraph> graphs;

    ArgumentWriter(JsonOut json, ValueWriter values, Consumer<ExportedGraph> graphs) {
        this.json = json;
        this.values = values;
        this.graphs = graphs;
    }

    void argument(Argument argument) {
        json.struct(() -> tagged(argument));
    }

    private void tagged(Argument argument) {
        switch (argument) {
            case Argument.None n -> {
                json.name("as_none");
                none();
            }
            case Argument.Tensor(var name) -> {
                json.name("as_tensor");
                tensor(name);
            }
            case Argument.TensorList(var names) -> json.list("as_tensors", names, this::tensor);
            case Argument.OptionalTensor(var name) -> {
                json.name("as_optional_tensor");
                optionalTensor(name);
            }
            case Argument.OptionalTensorList(var names) ->
                json.list("as_optional_tensors", names, this::optionalTensor);
            case Argument.NestedTensorList(var names) ->
                json.list("as_nested_tensors", names, inner -> json.list(inner, this::tensor));
            case Argument.IntValue(var value) -> json.number("as_int", value);
            case Argument.IntList(var numbers) -> json.list("as_ints", numbers, json::number);
            case Argument.NestedIntList(var lists) ->
                json.list("as_int_lists", lists, inner -> json.list(inner, json::number));
            case Argument.FloatValue(var value) -> {
                json.name("as_float");
                json.decimal(value);
            }
            case Argument.FloatList(var numbers) -> json.list("as_floats", numbers, json::decimal);
            case Argument.NestedFloatList(var lists) ->
                json.list("as_float_lists", lists, inner -> json.list(inner, json::decimal));
            case Argument.BoolValue(var value) -> json.truth("as_bool", value);
            case Argument.BoolList(var truths) -> json.list("as_bools", truths, json::truth);
            case Argument.StringValue(var value) -> json.text("as_string", value);
            case Argument.StringList(var texts) -> json.list("as_strings", texts, json::text);
            case Argument.ComplexValue(var real, var imaginary) -> complex(real, imaginary);
            case Argument.SymIntRef(var value) -> {
                json.name("as_sym_int");
                scalar(value, "as_int", json::number);
            }
            case Argument.SymIntList(var refs) ->
                json.list("as_sym_ints", refs, ref -> scalar(ref, "as_int", json::number));
            case Argument.SymFloatRef(var value) -> {
                json.name("as_sym_float");
                scalar(value, "as_float", json::decimal);
            }
            case Argument.SymFloatList(var refs) ->
                json.list("as_sym_floats", refs, ref -> scalar(ref, "as_float", json::decimal));
            case Argument.SymBoolRef(var value) -> {
                json.name("as_sym_bool");
                scalar(value, "as_bool", json::truth);
            }
            case Argument.SymBoolList(var refs) ->
                json.list("as_sym_bools", refs, ref -> scalar(ref, "as_bool", json::truth));
            case Argument.ScalarType(var dtype) -> json.number("as_scalar_type", Enums.number(dtype));
            case Argument.MemoryFormatValue(var format) -> json.number("as_memory_format", format.number());
            case Argument.LayoutValue(var layout) -> json.number("as_layout", layout.number());
            case Argument.DeviceValue(var device) -> {
                json.name("as_device");
                values.device(device);
            }
            case Argument.SubGraph(var name, var graph) -> {
                json.name("as_graph");
                json.struct(() -> {
                    json.text("name", name);
                    json.name("graph");
                    graphs.accept(graph);
                });
            }
            case Argument.CustomObject object -> {
                json.name("as_custom_obj");
                customObject(object);
            }
            case Argument.Operator(var target) -> json.text("as_operator", target);
            case Argument.Dictionary(var entries) -> json.map("as_string_to_argument", entries, this::argument);
        }
    }

    void tensor(String name) {
        json.struct(() -> json.text("name", name));
    }

    void customObject(Argument.CustomObject object) {
        json.struct(() -> {
            json.text("name", object.name());
            json.text("class_fqn", object.className());
        });
    }

    private void optionalTensor(Optional<String> name) {
        name.ifPresentOrElse(
                present -> json.union("as_tensor", () -> tensor(present)),
                () -> json.union("as_none", this::none));
    }

    /** An empty tuple before it became a truth value. */
    private void none() {
        if (json.knows(5)) {
            json.truth(true);
        } else {
            json.list(List.of(), item -> { });
        }
    }

    private void complex(double real, double imaginary) {
        json.name("as_complex");
        json.struct(() -> {
            json.name("real");
            json.decimal(real);
            json.name("imag");
            json.decimal(imaginary);
        });
    }

    private <T> void scalar(ScalarRef<T> ref, String literalTag, Consumer<T> literal) {
        switch (ref) {
            case ScalarRef.Named<T>(String name) -> json.union("as_name", () -> json.text(name));
            case ScalarRef.Literal<T>(T value) -> json.union(literalTag, () -> literal.accept(value));
        }
    }
}
