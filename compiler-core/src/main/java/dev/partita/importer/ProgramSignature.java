package dev.partita.importer;

import java.util.List;
import java.util.Optional;

/** The role of every graph input and output, in order. Names are those of nodes of the exported graph. */
public record ProgramSignature(List<Input> inputs, List<Output> outputs) {

    public ProgramSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Whether the placeholder stands for a parameter, buffer or constant of the program. */
    public boolean isWeight(String placeholder) {
        return inputs.stream().anyMatch(input -> input.name().equals(placeholder) && input.weightPath().isPresent());
    }

    /** A graph input; its node is the placeholder called {@code name}. */
    public sealed interface Input {
        String name();

        /** Passed by the caller; a constant one was fixed at export. */
        record User(String name, boolean constant) implements Input {}

        record Parameter(String name, String fqn) implements Input {}

        record Buffer(String name, String fqn, boolean persistent) implements Input {}

        record Constant(String name, String fqn) implements Input {}

        /** A script object or an ordering token: carries no tensor. */
        record Opaque(String name) implements Input {}

        /** The dotted path of the weight that is read, if it is one. */
        default Optional<String> weightPath() {
            return switch (this) {
                case Parameter(String name, String fqn) -> Optional.of(fqn);
                case Buffer(String name, String fqn, boolean persistent) -> Optional.of(fqn);
                case Constant(String name, String fqn) -> Optional.of(fqn);
                case User user -> Optional.empty();
                case Opaque opaque -> Optional.empty();
            };
        }
    }

    /** What happens with one item of the graph's output. */
    public sealed interface Output {

        /** Returned to the caller. */
        record Result() implements Output {}

        /** Written back to the buffer or parameter. */
        record WeightMutation(String fqn) implements Output {}

        /** Written back to the caller's tensor. */
        record InputMutation(String input) implements Output {}

        /** A token or gradient, of no use for inference. */
        record Ignored() implements Output {}
    }
}
