package dev.partita.tensor;

import java.util.stream.Collectors;

/** Prints expressions the way sympy's {@code str} does. */
final class SymPrinter {

    private SymPrinter() {}

    static String print(SymExpr.Call call) {
        return call.function().name()
                + call.arguments().stream().map(SymExpr::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
