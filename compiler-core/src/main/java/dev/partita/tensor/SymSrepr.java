package dev.partita.tensor;

import dev.partita.tensor.SymExpr.Call;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints expressions in sympy's constructor form, as current torch stores them. Symbols carry the assumptions that
 * torch gives them: backed ones are positive integers, unbacked ones integers. {@link SymParser} reads it back.
 */
public final class SymSrepr {

    private SymSrepr() {}

    public static String print(SymExpr expr) {
        return switch (expr) {
            case SymExpr.Constant(long value) -> "Integer(" + value + ")";
            case SymExpr.Real(double value) -> "Float('" + value + "', precision=53)";
            case SymExpr.Symbol symbol ->
                "Symbol('" + symbol.name() + (symbol.isUnbacked() ? "', integer=True)" : "', positive=True, integer=True)");
            case SymExpr.Unknown(String text) -> text;
            case Call(SymFunction function, List<SymExpr> arguments) ->
                name(new Call(function, arguments)) + arguments.stream()
                        .map(SymSrepr::print)
                        .collect(Collectors.joining(", ", "(", ")"));
        };
    }

    /** Relations have longer names here than in infix form. */
    private static String name(Call call) {
        return switch (SymPrinter.functionName(call)) {
            case "Eq" -> "Equality";
            case "Ne" -> "Unequality";
            default -> SymPrinter.functionName(call);
        };
    }
}
