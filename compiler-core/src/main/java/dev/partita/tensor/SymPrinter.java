package dev.partita.tensor;

import dev.partita.tensor.SymExpr.Call;
import dev.partita.tensor.SymExpr.Constant;
import dev.partita.tensor.SymExpr.Real;
import java.util.List;
import java.util.stream.Collectors;

/** Prints expressions the way sympy's {@code str} does. Arguments already stand in sympy's order. */
final class SymPrinter {

    /** Binding strength: what is weaker than its surroundings gets parentheses. */
    private static final int OR = 20;

    private static final int AND = 30;
    private static final int RELATION = 35;
    private static final int SUM = 40;
    private static final int PRODUCT = 50;
    private static final int POWER = 60;
    private static final int ATOM = 1000;

    private SymPrinter() {}

    static String print(Call call) {
        List<SymExpr> arguments = call.arguments();
        return switch (call.function()) {
            case ADD -> sum(arguments);
            case MUL -> product(arguments);
            case POW -> within(arguments.get(0), POWER + 1) + "**" + within(arguments.get(1), POWER);
            case FLOOR_DIV, CLEAN_DIV -> "(" + within(arguments.get(0), ATOM) + "//" + within(arguments.get(1), ATOM) + ")";
            case LT -> relation(arguments, " < ");
            case LE -> relation(arguments, " <= ");
            case GT -> relation(arguments, " > ");
            case GE -> relation(arguments, " >= ");
            case AND -> joined(arguments, " & ", AND + 1);
            case OR -> joined(arguments, " | ", OR + 1);
            case NOT -> "~" + within(arguments.get(0), ATOM);
            case CEIL_DIV, MOD, MODULAR_INDEXING, MIN, MAX, ABS, TRUE_DIV, TO_FLOAT, TRUNC_TO_INT, ROUND_TO_INT,
                    FLOOR_TO_INT, CEIL_TO_INT, WHERE, EQ, NE ->
                functionName(call) + joined(arguments, ", ", 0).transform(inside -> "(" + inside + ")");
        };
    }

    /** The class name of torch or sympy behind a call. */
    static String functionName(Call call) {
        return switch (call.function()) {
            case ADD -> "Add";
            case MUL -> "Mul";
            case POW -> "Pow";
            case FLOOR_DIV -> "FloorDiv";
            case CEIL_DIV -> "CeilDiv";
            case CLEAN_DIV -> "CleanDiv";
            case MOD -> "Mod";
            case MODULAR_INDEXING -> "ModularIndexing";
            case MIN -> "Min";
            case MAX -> "Max";
            case ABS -> "Abs";
            case TRUE_DIV -> call.arguments().stream().anyMatch(SymPrinter::isFloat) ? "FloatTrueDiv" : "IntTrueDiv";
            case TO_FLOAT -> "ToFloat";
            case TRUNC_TO_INT -> "TruncToInt";
            case ROUND_TO_INT -> "RoundToInt";
            case FLOOR_TO_INT -> "FloorToInt";
            case CEIL_TO_INT -> "CeilToInt";
            case WHERE -> "Where";
            case EQ -> "Eq";
            case NE -> "Ne";
            case LT -> "StrictLessThan";
            case LE -> "LessThan";
            case GT -> "StrictGreaterThan";
            case GE -> "GreaterThan";
            case AND -> "And";
            case OR -> "Or";
            case NOT -> "Not";
        };
    }

    private static boolean isFloat(SymExpr expr) {
        return expr instanceof Real
                || (expr instanceof Call call
                        && (call.function() == SymFunction.TO_FLOAT || call.function() == SymFunction.TRUE_DIV));
    }

    private static String sum(List<SymExpr> terms) {
        StringBuilder text = new StringBuilder();
        for (SymExpr term : terms) {
            String printed = within(term, SUM);
            if (text.isEmpty()) {
                text.append(printed);
            } else if (printed.startsWith("-")) {
                text.append(" - ").append(printed, 1, printed.length());
            } else {
                text.append(" + ").append(printed);
            }
        }
        return text.toString();
    }

    private static String product(List<SymExpr> factors) {
        boolean negated = factors.getFirst() instanceof Constant(long value) && value == -1;
        String text = (negated ? factors.subList(1, factors.size()) : factors)
                .stream().map(factor -> factor instanceof Constant ? factor.toString() : within(factor, PRODUCT))
                .collect(Collectors.joining("*"));
        return negated ? "-" + text : text;
    }

    private static String relation(List<SymExpr> sides, String operator) {
        return joined(sides, operator, RELATION + 1);
    }

    private static String joined(List<SymExpr> arguments, String separator, int strength) {
        return arguments.stream().map(argument -> within(argument, strength)).collect(Collectors.joining(separator));
    }

    private static String within(SymExpr expr, int strength) {
        return strength(expr) < strength ? "(" + expr + ")" : expr.toString();
    }

    private static int strength(SymExpr expr) {
        return switch (expr) {
            case Constant(long value) -> value < 0 ? SUM : ATOM;
            case Real(double value) -> value < 0 ? SUM : ATOM;
            case SymExpr.Symbol s -> ATOM;
            case SymExpr.Unknown u -> 0;
            case Call call ->
                switch (call.function()) {
                    case ADD -> SUM;
                    case MUL -> call.arguments().getFirst() instanceof Constant(long value) && value < 0 ? SUM : PRODUCT;
                    case POW -> POWER;
                    case LT, LE, GT, GE -> RELATION;
                    case AND -> AND;
                    case OR -> OR;
                    // Torch gives these, which have a form of their own, a rank below a sum: sympy adds parentheses.
                    case FLOOR_DIV, CLEAN_DIV, MOD, MODULAR_INDEXING, TRUE_DIV, WHERE -> RELATION;
                    case CEIL_DIV, MIN, MAX, ABS, TO_FLOAT, TRUNC_TO_INT, ROUND_TO_INT, FLOOR_TO_INT, CEIL_TO_INT,
                            EQ, NE, NOT -> ATOM;
                };
        };
    }
}
