package dev.partita.pt2.schema;

import java.util.List;
import java.util.Optional;

/** One call of a submodule; repeated calls carry {@code @1}, {@code @2} behind the path. */
public record ModuleCall(String path, Optional<Signature> signature) {

    /**
     * How it is called from Python.
     *
     * @param inputTree pytree spec as JSON text
     * @param parameterNames of {@code forward}, when known
     */
    public record Signature(
            List<Argument> inputs,
            List<Argument> outputs,
            String inputTree,
            String outputTree,
            Optional<List<String>> parameterNames) {
        public Signature {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }
}
