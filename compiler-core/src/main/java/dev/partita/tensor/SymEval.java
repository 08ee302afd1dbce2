package dev.partita.tensor;

import dev.partita.tensor.SymExpr.Call;
import dev.partita.tensor.SymExpr.Constant;
import dev.partita.tensor.SymExpr.Real;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Values of expressions when the values of their symbols are given. */
public final class SymEval {

    private final Map<String, Long> symbols;

    private SymEval(Map<String, Long> symbols) {
        this.symbols = symbols;
    }

    /**
     * The integer (or for relations 0 or 1), or empty when a symbol has no value, a function is not known, the result
     * is a float, or the arithmetic has no result (division by zero, beyond 64 bits).
     */
    public static OptionalLong evaluate(SymExpr expr, Map<String, Long> symbols) {
        try {
            return new SymEval(symbols).number(expr)
                    .filter(Whole.class::isInstance)
                    .map(value -> OptionalLong.of(((Whole) value).value))
                    .orElse(OptionalLong.empty());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** As {@link #evaluate} for float expressions; integers are converted. */
    public static OptionalDouble evaluateFloat(SymExpr expr, Map<String, Long> symbols) {
        try {
            return new SymEval(symbols).number(expr)
                    .map(value -> OptionalDouble.of(value.asDouble()))
                    .orElse(OptionalDouble.empty());
        } catch (ArithmeticException e) {
            return OptionalDouble.empty();
        }
    }

    /** Python's two kinds of numbers. */
    private sealed interface Num {
        double asDouble();
    }

    private record Whole(long value) implements Num {
        @Override
        public double asDouble() {
            return value;
        }
    }

    private record Fractional(double value) implements Num {
        @Override
        public double asDouble() {
            return value;
        }
    }

    private Optional<Num> number(SymExpr expr) {
        return switch (expr) {
            case Constant(long value) -> Optional.of(new Whole(value));
            case Real(double value) -> Optional.of(new Fractional(value));
            case SymExpr.Symbol symbol -> Optional.ofNullable(symbols.get(symbol.name())).map(Whole::new);
            case SymExpr.Unknown u -> Optional.empty();
            case Call call -> call(call);
        };
    }

    private Optional<Num> call(Call call) {
        List<Optional<Num>> found = call.arguments().stream().map(this::number).toList();
        if (found.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Num> values = found.stream().map(Optional::orElseThrow).toList();
        return switch (call.function()) {
            case ADD -> fold(values, Math::addExact, Double::sum);
            case MUL -> fold(values, Math::multiplyExact, (a, b) -> a * b);
            case MIN -> fold(values, Math::min, Math::min);
            case MAX -> fold(values, Math::max, Math::max);
            case POW -> fold(values, SymEval::power, Math::pow);
            case FLOOR_DIV, CLEAN_DIV -> fold(values, Math::floorDiv, (a, b) -> Math.floor(a / b));
            case CEIL_DIV -> fold(values, Math::ceilDiv, (a, b) -> Math.ceil(a / b));
            case MOD -> fold(values, Math::floorMod, (a, b) -> a - b * Math.floor(a / b));
            case MODULAR_INDEXING ->
                values.get(0) instanceof Whole(long a) && values.get(1) instanceof Whole(long b)
                                && values.get(2) instanceof Whole(long c)
                        ? Optional.of(new Whole(Math.floorMod(Math.floorDiv(a, b), c)))
                        : Optional.empty();
            case ABS ->
                Optional.of(values.get(0) instanceof Whole(long a)
                        ? new Whole(Math.absExact(a))
                        : new Fractional(Math.abs(values.get(0).asDouble())));
            case TRUE_DIV -> divide(values.get(0).asDouble(), values.get(1).asDouble());
            case TO_FLOAT -> Optional.of(new Fractional(values.get(0).asDouble()));
            case TRUNC_TO_INT -> whole(values.get(0), value -> value < 0 ? Math.ceil(value) : Math.floor(value));
            case ROUND_TO_INT -> whole(values.get(0), Math::rint);
            case FLOOR_TO_INT -> whole(values.get(0), Math::floor);
            case CEIL_TO_INT -> whole(values.get(0), Math::ceil);
            case WHERE -> Optional.of(isTrue(values.get(0)) ? values.get(1) : values.get(2));
            case EQ -> truth(compare(values) == 0);
            case NE -> truth(compare(values) != 0);
            case LT -> truth(compare(values) < 0);
            case LE -> truth(compare(values) <= 0);
            case GT -> truth(compare(values) > 0);
            case GE -> truth(compare(values) >= 0);
            case AND -> truth(values.stream().allMatch(SymEval::isTrue));
            case OR -> truth(values.stream().anyMatch(SymEval::isTrue));
            case NOT -> truth(!isTrue(values.get(0)));
        };
    }

    private static Optional<Num> fold(List<Num> values, LongBinaryOperator whole, DoubleBinaryOperator fractional) {
        Num result = values.isEmpty() ? new Whole(0) : values.getFirst();
        for (Num next : values.subList(Math.min(1, values.size()), values.size())) {
            result = result instanceof Whole(long a) && next instanceof Whole(long b)
                    ? new Whole(whole.applyAsLong(a, b))
                    : new Fractional(fractional.applyAsDouble(result.asDouble(), next.asDouble()));
        }
        return Optional.of(result);
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) {
            throw new ArithmeticException("negative power of an integer");
        }
        return Math.powExact(base, Math.toIntExact(exponent));
    }

    private static Optional<Num> divide(double a, double b) {
        if (b == 0) {
            throw new ArithmeticException("division by zero");
        }
        return Optional.of(new Fractional(a / b));
    }

    private static Optional<Num> whole(Num value, java.util.function.DoubleUnaryOperator round) {
        if (value instanceof Whole) {
            return Optional.of(value);
        }
        double rounded = round.applyAsDouble(value.asDouble());
        if (Double.isNaN(rounded) || Math.abs(rounded) >= 0x1p63) {
            throw new ArithmeticException("not a 64-bit integer");
        }
        return Optional.of(new Whole((long) rounded));
    }

    private static int compare(List<Num> values) {
        return values.get(0) instanceof Whole(long a) && values.get(1) instanceof Whole(long b)
                ? Long.compare(a, b)
                : Double.compare(values.get(0).asDouble(), values.get(1).asDouble());
    }

    private static boolean isTrue(Num value) {
        return value.asDouble() != 0;
    }

    private static Optional<Num> truth(boolean value) {
        return Optional.of(new Whole(value ? 1 : 0));
    }
}
