package dev.partita.tensor;

import static dev.partita.tensor.SymRange.UNBOUNDED_MAX;
import static dev.partita.tensor.SymRange.UNBOUNDED_MIN;

import dev.partita.tensor.SymExpr.Call;
import dev.partita.tensor.SymExpr.Constant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows about an expression from the ranges of its symbols. Bounds are safe, not always tight: each symbol is
 * taken to vary on its own in every place where it stands. Symbols without a range may be anything.
 */
public final class SymRanges {

    private static final SymRange ANY = new SymRange(UNBOUNDED_MIN, UNBOUNDED_MAX);
    private static final SymRange TRUTH = new SymRange(0, 1);

    private final Map<String, SymRange> symbols;

    private SymRanges(Map<String, SymRange> symbols) {
        this.symbols = symbols;
    }

    /** Bounds of the value; of a relation: 0..1, or one of them when it is decided. */
    public static SymRange bound(SymExpr expr, Map<String, SymRange> symbols) {
        return new SymRanges(symbols).bound(expr);
    }

    /** Whether a relation holds for all values within the ranges; empty when it depends. */
    public static Optional<Boolean> decide(SymFunction relation, SymExpr left, SymExpr right, Map<String, SymRange> symbols) {
        SymRange truth = new SymRanges(symbols).relation(relation, SymMath.sub(left, right));
        return truth.min() == truth.max() ? Optional.of(truth.min() == 1) : Optional.empty();
    }

    /**
     * Ranges per symbol from constraints by expression text, as torch.export writes them: {@code 2*s0: 8..128} narrows
     * {@code s0} to 4..64. Texts over several symbols narrow nothing.
     *
     * @throws IllegalArgumentException when a key is not an expression
     */
    public static Map<String, SymRange> perSymbol(Map<String, SymRange> constraints) {
        Map<String, SymRange> ranges = new LinkedHashMap<>();
        constraints.forEach((text, range) -> Linear.of(SymParser.parse(text)).ifPresent(
                linear -> ranges.merge(linear.symbol(), linear.rangeOfSymbol(range), SymRange::intersect)));
        return ranges;
    }

    /** Drops what the ranges decide: arguments of Min and Max that never win, remainders and quotients of small values. */
    public static SymExpr simplify(SymExpr expr, Map<String, SymRange> symbols) {
        return expr instanceof Call(SymFunction function, List<SymExpr> arguments)
                ? simplify(function, arguments, symbols)
                : expr;
    }

    private static SymExpr simplify(SymFunction function, List<SymExpr> arguments, Map<String, SymRange> symbols) {
        List<SymExpr> simple = arguments.stream().map(argument -> simplify(argument, symbols)).toList();
        return switch (function) {
            case MIN -> extreme(function, SymFunction.LE, simple, symbols);
            case MAX -> extreme(function, SymFunction.GE, simple, symbols);
            case FLOOR_DIV -> isProperFraction(simple, symbols) ? SymExpr.of(0) : SymMath.call(function, simple);
            case MOD -> isProperFraction(simple, symbols) ? simple.get(0) : SymMath.call(function, simple);
            case ABS -> bound(simple.get(0), symbols).min() >= 0 ? simple.get(0) : SymMath.call(function, simple);
            case EQ, NE, LT, LE, GT, GE ->
                decide(function, simple.get(0), simple.get(1), symbols)
                        .map(truth -> SymExpr.of(truth ? 1 : 0))
                        .orElseGet(() -> SymMath.call(function, simple));
            case ADD, MUL, POW, CEIL_DIV, CLEAN_DIV, MODULAR_INDEXING, TRUE_DIV, TO_FLOAT, TRUNC_TO_INT, ROUND_TO_INT,
                    FLOOR_TO_INT, CEIL_TO_INT, WHERE, AND, OR, NOT -> SymMath.call(function, simple);
        };
    }

    private static SymExpr extreme(
            SymFunction function, SymFunction wins, List<SymExpr> operands, Map<String, SymRange> symbols) {
        List<SymExpr> left = new ArrayList<>();
        for (SymExpr operand : operands) {
            if (left.stream().noneMatch(other -> holds(wins, other, operand, symbols))) {
                left.removeIf(other -> holds(wins, operand, other, symbols));
                left.add(operand);
            }
        }
        return SymMath.call(function, left);
    }

    private static boolean holds(SymFunction relation, SymExpr left, SymExpr right, Map<String, SymRange> symbols) {
        return decide(relation, left, right, symbols).orElse(false);
    }

    /** {@code 0 <= dividend < divisor} for all values. */
    private static boolean isProperFraction(List<SymExpr> arguments, Map<String, SymRange> symbols) {
        return bound(arguments.get(0), symbols).min() >= 0
                && holds(SymFunction.LT, arguments.get(0), arguments.get(1), symbols);
    }

    private SymRange bound(SymExpr expr) {
        return switch (expr) {
            case Constant(long value) -> new SymRange(value, value);
            case SymExpr.Symbol symbol -> symbols.getOrDefault(symbol.name(), ANY);
            case SymExpr.Real r -> ANY;
            case SymExpr.Unknown u -> ANY;
            case Call(SymFunction function, List<SymExpr> arguments) -> bound(function, arguments);
        };
    }

    private SymRange bound(SymFunction function, List<SymExpr> arguments) {
        return switch (function) {
            case ADD -> arguments.stream().map(this::bound).reduce(new SymRange(0, 0), Saturating::add);
            case MUL -> arguments.stream().map(this::bound).reduce(new SymRange(1, 1), Saturating::multiply);
            case POW -> power(arguments);
            case FLOOR_DIV, CLEAN_DIV -> Saturating.floorDiv(bound(arguments.get(0)), bound(arguments.get(1)));
            case MOD -> remainder(bound(arguments.get(0)), bound(arguments.get(1)));
            case MIN -> arguments.stream().map(this::bound).reduce((a, b) ->
                    new SymRange(Math.min(a.min(), b.min()), Math.min(a.max(), b.max()))).orElseThrow();
            case MAX -> arguments.stream().map(this::bound).reduce((a, b) ->
                    new SymRange(Math.max(a.min(), b.min()), Math.max(a.max(), b.max()))).orElseThrow();
            case ABS -> {
                SymRange range = bound(arguments.get(0));
                yield range.min() >= 0 ? range : new SymRange(0, UNBOUNDED_MAX);
            }
            case TO_FLOAT, TRUNC_TO_INT, ROUND_TO_INT, FLOOR_TO_INT, CEIL_TO_INT -> bound(arguments.get(0));
            case WHERE -> {
                SymRange a = bound(arguments.get(1));
                SymRange b = bound(arguments.get(2));
                yield new SymRange(Math.min(a.min(), b.min()), Math.max(a.max(), b.max()));
            }
            case EQ, NE, LT, LE, GT, GE -> relation(function, SymMath.sub(arguments.get(0), arguments.get(1)));
            case AND, OR, NOT -> TRUTH;
            case CEIL_DIV, MODULAR_INDEXING, TRUE_DIV -> ANY;
        };
    }

    private SymRange power(List<SymExpr> arguments) {
        SymRange base = bound(arguments.get(0));
        if (!(arguments.get(1) instanceof Constant(long exponent)) || exponent < 0 || exponent > 64) {
            return ANY;
        }
        SymRange result = new SymRange(1, 1);
        for (long i = 0; i < exponent; i++) {
            result = Saturating.multiply(result, base);
        }
        return exponent % 2 == 0 && result.min() < 0 ? new SymRange(0, result.max()) : result;
    }

    private static SymRange remainder(SymRange dividend, SymRange divisor) {
        if (divisor.min() <= 0) {
            return ANY;
        }
        long most = divisor.max() == UNBOUNDED_MAX ? UNBOUNDED_MAX : divisor.max() - 1;
        return new SymRange(0, dividend.min() >= 0 ? Math.min(most, dividend.max()) : most);
    }

    /** @param difference left minus right side */
    private SymRange relation(SymFunction function, SymExpr difference) {
        SymRange range = bound(difference);
        boolean always = switch (function) {
            case EQ -> range.min() == 0 && range.max() == 0;
            case NE -> range.min() > 0 || range.max() < 0;
            case LT -> range.max() < 0;
            case LE -> range.max() <= 0;
            case GT -> range.min() > 0;
            case GE -> range.min() >= 0;
            default -> throw new IllegalArgumentException(function + " is not a relation");
        };
        boolean never = switch (function) {
            case EQ -> range.min() > 0 || range.max() < 0;
            case NE -> range.min() == 0 && range.max() == 0;
            case LT -> range.min() >= 0;
            case LE -> range.min() > 0;
            case GT -> range.max() <= 0;
            case GE -> range.max() < 0;
            default -> throw new IllegalArgumentException(function + " is not a relation");
        };
        return always ? new SymRange(1, 1) : never ? new SymRange(0, 0) : TRUTH;
    }
}
