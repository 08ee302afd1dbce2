package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.GraphSignature;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.OutputSpec;

/** Writes the role of each graph input and output. */
final class SignatureWriter {

    private final JsonOut json;
    private final ArgumentWriter arguments;

    SignatureWriter(JsonOut json, ArgumentWriter arguments) {
        this.json = json;
        this.arguments = arguments;
    }

    void signature(GraphSignature signature) {
        json.struct(() -> {
            json.list("input_specs", signature.inputs(), spec -> json.struct(() -> input(spec)));
            json.list("output_specs", signature.outputs(), spec -> json.struct(() -> output(spec)));
        });
    }

    private void input(InputSpec spec) {
        switch (spec) {
            case InputSpec.UserInput(Argument argument) -> spec("user_input", argument);
            case InputSpec.Parameter(String name, String fqn) -> spec("parameter", name, "parameter_name", fqn);
            case InputSpec.Buffer(String name, String fqn, boolean persistent) -> {
                json.name("buffer");
                json.struct(() -> {
                    named(name, "buffer_name", fqn);
                    json.truth("persistent", persistent);
                });
            }
            case InputSpec.TensorConstant(String name, String fqn) ->
                spec("tensor_constant", name, "tensor_constant_name", fqn);
            case InputSpec.CustomObject(String name, String className, String fqn) -> {
                json.name("custom_obj");
                json.struct(() -> {
                    json.name("arg");
                    arguments.customObject(new Argument.CustomObject(name, className));
                    json.text("custom_obj_name", fqn);
                });
            }
            case InputSpec.Token(String name) -> spec("token", name);
            case InputSpec.ConstantInput(String name, Argument value) -> {
                json.name("constant_input");
                json.struct(() -> {
                    json.text("name", name);
                    json.name("value");
                    arguments.argument(value);
                });
            }
        }
    }

    private void output(OutputSpec spec) {
        switch (spec) {
            case OutputSpec.UserOutput(Argument argument) -> spec("user_output", argument);
            case OutputSpec.LossOutput(String name) -> spec("loss_output", name);
            case OutputSpec.BufferMutation(String name, String fqn) -> spec("buffer_mutation", name, "buffer_name", fqn);
            case OutputSpec.ParameterMutation(String name, String fqn) ->
                spec("parameter_mutation", name, "parameter_name", fqn);
            case OutputSpec.GradientToParameter(String name, String fqn) ->
                spec("gradient_to_parameter", name, "parameter_name", fqn);
            case OutputSpec.GradientToUserInput(String name, String input) ->
                spec("gradient_to_user_input", name, "user_input_name", input);
            case OutputSpec.UserInputMutation(String name, String input) ->
                spec("user_input_mutation", name, "user_input_name", input);
            case OutputSpec.Token(String name) -> spec("token", name);
        }
    }

    private void spec(String tag, Argument argument) {
        json.name(tag);
        json.struct(() -> {
            json.name("arg");
            arguments.argument(argument);
        });
    }

    private void spec(String tag, String name) {
        json.name(tag);
        json.struct(() -> {
            json.name("arg");
            arguments.tensor(name);
        });
    }

    private void spec(String tag, String name, String key, String fqn) {
        json.name(tag);
        json.struct(() -> named(name, key, fqn));
    }

    private void named(String name, String key, String fqn) {
        json.name("arg");
        arguments.tensor(name);
        json.text(key, fqn);
    }
}
