package dev.partita.pt2.schema;

/** An argument of a node; the name is that of the op's schema, empty for the arguments of higher-order ops. */
public record NamedArgument(String name, Argument value, Kind kind) {

    /** How the tracer passed it; use the name to find an argument, never this. */
    public enum Kind {
        UNKNOWN,
        POSITIONAL,
        KEYWORD
    }
}
