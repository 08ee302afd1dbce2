package dev.partita.pt2.schema;

import dev.partita.tensor.SymExpr;

/** A truth value that is known, or an expression over symbols. */
public sealed interface SymBool {

    record Known(boolean value) implements SymBool {}

    /** @param text as it stands in the file */
    record Symbolic(SymExpr expr, String text, Hint hint) implements SymBool {}
}
