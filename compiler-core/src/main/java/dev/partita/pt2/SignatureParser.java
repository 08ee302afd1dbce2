package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.GraphSignature;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.OutputSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the signature: lists of specs since schema 2, maps by name in schema 1. */
final class SignatureParser {

    private final JsonCursor json;
    private final ArgumentParser arguments;
    private Optional<List<InputSpec>> inputs = Optional.empty();
    private List<OutputSpec> outputs = List.of();
    private Map<String, String> parameters = Map.of();
    private Map<String, String> buffers = Map.of();
    private Map<String, String> mutations = Map.of();

    SignatureParser(JsonCursor json, ArgumentParser arguments) {
        this.json = json;
        this.arguments = arguments;
    }

    void read() {
        json.struct(field -> {
            switch (field) {
                case "input_specs" -> inputs = Optional.of(json.list(this::input));
                case "output_specs" -> outputs = json.list(this::output);
                case "inputs_to_parameters" -> parameters = json.map(json::string);
                case "inputs_to_buffers" -> buffers = json.map(json::string);
                case "buffers_to_mutate" -> mutations = json.map(json::string);
                default -> json.skip();
            }
        });
    }

    /** @param graph gives the order of inputs and outputs where the signature itself has none */
    GraphSignature signature(ExportedGraph graph) {
        return inputs.map(specs -> new GraphSignature(specs, outputs)).orElseGet(() -> fromMaps(graph));
    }

    private GraphSignature fromMaps(ExportedGraph graph) {
        List<InputSpec> inputSpecs = new ArrayList<>();
        for (Argument input : graph.inputs()) {
            String name = input instanceof Argument.Tensor(String tensor) ? tensor : "";
            if (parameters.containsKey(name)) {
                inputSpecs.add(new InputSpec.Parameter(name, parameters.get(name)));
            } else if (buffers.containsKey(name)) {
                inputSpecs.add(new InputSpec.Buffer(name, buffers.get(name), true));
            } else {
                inputSpecs.add(new InputSpec.UserInput(input));
            }
        }
        List<OutputSpec> outputSpecs = new ArrayList<>();
        for (Argument output : graph.outputs()) {
            String name = output instanceof Argument.Tensor(String tensor) ? tensor : "";
            outputSpecs.add(mutations.containsKey(name)
                    ? new OutputSpec.BufferMutation(name, mutations.get(name))
                    : new OutputSpec.UserOutput(output));
        }
        return new GraphSignature(inputSpecs, outputSpecs);
    }

    private InputSpec input() {
        String tag = json.tag();
        InputSpec spec = input(tag, fields());
        json.endUnion(tag);
        return spec;
    }

    private InputSpec input(String tag, Fields fields) {
        return switch (tag) {
            case "user_input" -> new InputSpec.UserInput(fields.argument());
            case "parameter" -> new InputSpec.Parameter(fields.name(), fields.text("parameter_name"));
            case "buffer" ->
                new InputSpec.Buffer(fields.name(), fields.text("buffer_name"), fields.persistent);
            case "tensor_constant" -> new InputSpec.TensorConstant(fields.name(), fields.text("tensor_constant_name"));
            case "custom_obj" ->
                new InputSpec.CustomObject(fields.name(), fields.className, fields.text("custom_obj_name"));
            case "token" -> new InputSpec.Token(fields.name());
            case "constant_input" ->
                new InputSpec.ConstantInput(
                        fields.text("name"),
                        fields.value.orElseThrow(() -> json.error("constant input without a value")));
            default -> throw json.error("unknown kind of input '" + tag + "'");
        };
    }

    private OutputSpec output() {
        String tag = json.tag();
        OutputSpec spec = output(tag, fields());
        json.endUnion(tag);
        return spec;
    }

    private OutputSpec output(String tag, Fields fields) {
        return switch (tag) {
            case "user_output" -> new OutputSpec.UserOutput(fields.argument());
            case "loss_output" -> new OutputSpec.LossOutput(fields.name());
            case "buffer_mutation" -> new OutputSpec.BufferMutation(fields.name(), fields.text("buffer_name"));
            case "parameter_mutation" -> new OutputSpec.ParameterMutation(fields.name(), fields.text("parameter_name"));
            case "gradient_to_parameter" ->
                new OutputSpec.GradientToParameter(fields.name(), fields.text("parameter_name"));
            case "gradient_to_user_input" ->
                new OutputSpec.GradientToUserInput(fields.name(), fields.text("user_input_name"));
            case "user_input_mutation" ->
                new OutputSpec.UserInputMutation(fields.name(), fields.text("user_input_name"));
            case "token" -> new OutputSpec.Token(fields.name());
            default -> throw json.error("unknown kind of output '" + tag + "'");
        };
    }

    /** All specs are structs over few fields, of which {@code arg} is a bare name or an argument. */
    private final class Fields {
        private final Map<String, String> texts = new java.util.HashMap<>();
        private Optional<Argument> argument = Optional.empty();
        private Optional<String> name = Optional.empty();
        private Optional<Argument> value = Optional.empty();
        private String className = "";
        private boolean persistent = true;

        Argument argument() {
            return argument.orElseThrow(() -> json.error("spec without argument"));
        }

        String name() {
            if (name.isEmpty()) {
                throw json.error("spec without the name of a value");
            }
            return name.get();
        }

        String text(String field) {
            String text = texts.get(field);
            if (text == null) {
                throw json.error("spec without " + field);
            }
            return text;
        }
    }

    private Fields fields() {
        Fields fields = new Fields();
        for (boolean more = json.entersStruct(); more; more = json.hasField()) {
            String field = json.field();
            switch (field) {
                case "arg" -> argument(fields);
                case "value" -> fields.value = Optional.of(arguments.argument());
                case "persistent" -> fields.persistent = json.bool();
                default -> {
                    if (json.isString()) {
                        fields.texts.put(field, json.string());
                    } else {
                        json.skip();
                    }
                }
            }
        }
        return fields;
    }

    private void argument(Fields fields) {
        for (boolean more = json.entersStruct(); more; more = json.hasField()) {
            String key = json.field();
            switch (key) {
                case "name" -> fields.name = Optional.of(json.string());
                case "class_fqn" -> fields.className = json.string();
                default -> {
                    if (fields.argument.isPresent()) {
                        throw json.error("argument has a second tag '" + key + "'");
                    }
                    fields.argument = Optional.of(arguments.tagged(key));
                }
            }
        }
    }
}
