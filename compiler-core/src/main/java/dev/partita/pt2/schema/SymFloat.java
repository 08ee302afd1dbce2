package dev.partita.pt2.schema;

import dev.partita.tensor.SymExpr;

/** A float that is known, or an expression over symbols. */
public sealed interface SymFloat {

    record Known(double value) implements SymFloat {}

    /** @param text as it stands in the file */
    record Symbolic(SymExpr expr, String text, Hint hint) implements SymFloat {}
}
