package dev.partita.pt2.schema;

/** The role of one graph output. A mutation says: write this value back after the call. */
public sealed interface OutputSpec {

    record UserOutput(Argument argument) implements OutputSpec {}

    record LossOutput(String name) implements OutputSpec {}

    record BufferMutation(String name, String fqn) implements OutputSpec {}

    record ParameterMutation(String name, String fqn) implements OutputSpec {}

    record GradientToParameter(String name, String fqn) implements OutputSpec {}

    record GradientToUserInput(String name, String userInput) implements OutputSpec {}

    record UserInputMutation(String name, String userInput) implements OutputSpec {}

    record Token(String name) implements OutputSpec {}
}
