package dev.partita.pt2.schema;

/** The role of one graph input. {@code name} is the graph's value name, {@code fqn} the dotted path in the model. */
public sealed interface InputSpec {

    record UserInput(Argument argument) implements InputSpec {}

    record Parameter(String name, String fqn) implements InputSpec {}

    /** @param persistent whether the buffer lies with the weights; others lie with the constants */
    record Buffer(String name, String fqn, boolean persistent) implements InputSpec {}

    record TensorConstant(String name, String fqn) implements InputSpec {}

    record CustomObject(String name, String className, String fqn) implements InputSpec {}

    /** Orders side effects; carries no data. */
    record Token(String name) implements InputSpec {}

    /** A non-tensor user argument that was fixed at export: {@code None}, int, float, str or bool. */
    record ConstantInput(String name, Argument value) implements InputSpec {}
}
