package dev.partita.pt2.schema;

import dev.partita.tensor.SymExpr;

/** An integer that is known, or an expression over symbols. */
public sealed interface SymInt {

    /** The value as an expression in canonical form. */
    SymExpr expr();

    record Known(long value) implements SymInt {
        @Override
        public SymExpr expr() {
            return SymExpr.of(value);
        }
    }

    /** @param text as it stands in the file */
    record Symbolic(SymExpr expr, String text, Hint hint) implements SymInt {}
}
