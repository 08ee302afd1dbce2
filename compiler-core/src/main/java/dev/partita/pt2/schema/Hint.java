package dev.partita.pt2.schema;

/** The value that an expression had for the example inputs. */
public sealed interface Hint {

    /** Unbacked symbols have no value at export time. */
    record None() implements Hint {}

    record OfInt(long value) implements Hint {}

    record OfFloat(double value) implements Hint {}

    record OfBool(boolean value) implements Hint {}
}
