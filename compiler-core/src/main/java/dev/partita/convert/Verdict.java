package dev.partita.convert;

/** Whether one node can become part of a TensorRT engine. */
public sealed interface Verdict {

    default boolean isSupported() {
        return this instanceof Supported;
    }

    /**
     * @param rule name of the converter that takes the node
     * @param needsOutputAllocator whether its output shape depends on values, known only when running
     */
    record Supported(String rule, boolean needsOutputAllocator) implements Verdict {}

    record Unsupported(Reason reason) implements Verdict {}
}
