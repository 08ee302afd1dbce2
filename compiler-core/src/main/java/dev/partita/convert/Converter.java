package dev.partita.convert;

/** Turns the call of one op into layers. Stateless; everything it needs is in the call. */
@FunctionalInterface
public interface Converter {

    /** What the call's node became: its tensor, its tensors, or a value known before running. */
    Converted convert(OpCall call);
}
