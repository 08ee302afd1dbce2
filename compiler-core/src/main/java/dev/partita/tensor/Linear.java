package dev.partita.tensor;

import static dev.partita.tensor.SymRange.UNBOUNDED_MAX;
import static dev.partita.tensor.SymRange.UNBOUNDED_MIN;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code scale * symbol + offset}, the form of derived dimensions: with it a symbol follows from an actual size even
 * when it stands alone nowhere.
 *
 * @param scale never zero
 */
public record Linear(long scale, String symbol, long offset) {

    /** Empty when the expression has no symbol, several, or one in another form. */
    public static Optional<Linear> of(SymExpr expr) {
        List<Term> terms = Term.summands(expr);
        Optional<Linear> linear = Optional.empty();
        long offset = 0;
        for (Term term : terms) {
            if (term.monomial().equals(Term.ONE)) {
                offset = term.coefficient();
            } else if (term.monomial() instanceof SymExpr.Symbol(String name) && linear.isEmpty()) {
                linear = Optional.of(new Linear(term.coefficient(), name, 0));
            } else {
                return Optional.empty();
            }
        }
        long constant = offset;
        return linear.map(found -> new Linear(found.scale, found.symbol, constant));
    }

    /** The symbol's value for which this is {@code size}; empty when no integer fits. */
    public OptionalLong solve(long size) {
        long difference = Math.subtractExact(size, offset);
        return difference % scale == 0 ? OptionalLong.of(difference / scale) : OptionalLong.empty();
    }

    /** All values of the symbol for which this lies in {@code range}. */
    SymRange rangeOfSymbol(SymRange range) {
        SymRange bounds = scale > 0
                ? range
                : new SymRange(
                        range.max() == UNBOUNDED_MAX ? UNBOUNDED_MIN : -range.max(),
                        range.min() == UNBOUNDED_MIN ? UNBOUNDED_MAX : -range.min());
        long step = Math.absExact(scale);
        long shift = scale > 0 ? offset : -offset;
        return new SymRange(
                bounds.min() == UNBOUNDED_MIN
                        ? UNBOUNDED_MIN
                        : Math.ceilDiv(Math.subtractExact(bounds.min(), shift), step),
                bounds.max() == UNBOUNDED_MAX
                        ? UNBOUNDED_MAX
                        : Math.floorDiv(Math.subtractExact(bounds.max(), shift), step));
    }
}
