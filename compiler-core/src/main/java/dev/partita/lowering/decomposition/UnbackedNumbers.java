package dev.partita.lowering.decomposition;

import dev.partita.tensor.SymExpr;
import java.util.Collection;
import java.util.OptionalInt;

/**
 * How torch numbers the symbols {@code u0, u1...} of values that only running tells. It traces a program twice when it
 * decomposes it, and each time makes all of them anew; those that the program shows get their old names back. A symbol that
 * appears for the first time keeps the number that the second trace has given it.
 */
record UnbackedNumbers(int count) {

    static final UnbackedNumbers NONE = new UnbackedNumbers(0);

    /** @param symbols all symbols of the program */
    static UnbackedNumbers of(Collection<String> symbols) {
        int count = 0;
        for (String symbol : symbols) {
            count = Math.max(count, numberOf(symbol).orElse(-1) + 1);
        }
        return new UnbackedNumbers(count);
    }

    static OptionalInt numberOf(SymExpr.Symbol symbol) {
        return numberOf(symbol.name());
    }

    private static OptionalInt numberOf(String name) {
        return name.matches("u\\d{1,9}") ? OptionalInt.of(Integer.parseInt(name.substring(1))) : OptionalInt.empty();
    }

    /** What the second trace calls the symbol that the program called by this number. */
    SymExpr again(int number) {
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException("the program has no symbol u" + number);
        }
        return SymExpr.symbol("u" + (2 * count + number));
    }
}
