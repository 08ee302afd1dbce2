package dev.partita.pt2.schema;

/** A scalar that another node computes, or a literal in its place. */
public sealed interface ScalarRef<T> {

    /** The value called {@code name} in the same graph. */
    record Named<T>(String name) implements ScalarRef<T> {}

    record Literal<T>(T value) implements ScalarRef<T> {}
}
