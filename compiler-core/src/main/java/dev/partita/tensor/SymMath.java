package dev.partita.tensor;

import dev.partita.tensor.SymExpr.Call;
import dev.partita.tensor.SymExpr.Constant;
import dev.partita.tensor.SymExpr.Real;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Builds expressions in canonical form: sums of products, multiplied out, like terms merged, arguments in the order
 * in which sympy prints them. Equal expressions are therefore {@code equals}. Simplifies what torch's own functions
 * ({@code FloorDiv}, {@code Mod}, ...) simplify without knowing ranges; see {@link SymRanges} for those.
 *
 * <p>Throws {@link ArithmeticException} when a number leaves 64 bits or a known divisor is zero.
 */
public final class SymMath {

    private SymMath() {}

    public static SymExpr add(SymExpr... summands) {
        return add(Arrays.asList(summands));
    }

    public static SymExpr add(List<? extends SymExpr> summands) {
        Optional<SymExpr> reals = foldReals(summands, Double::sum);
        if (reals.isPresent()) {
            return reals.get();
        }
        return SymSums.add(summands);
    }

    public static SymExpr add(SymExpr left, long right) {
        return add(left, SymExpr.of(right));
    }

    public static SymExpr sub(SymExpr left, SymExpr right) {
        return add(left, neg(right));
    }

    public static SymExpr neg(SymExpr operand) {
        return mul(SymExpr.of(-1), operand);
    }

    public static SymExpr mul(SymExpr... factors) {
        return mul(Arrays.asList(factors));
    }

    public static SymExpr mul(SymExpr left, long right) {
        return mul(left, SymExpr.of(right));
    }

    public static SymExpr mul(List<? extends SymExpr> factors) {
        Optional<SymExpr> reals = foldReals(factors, (a, b) -> a * b);
        if (reals.isPresent()) {
            return reals.get();
        }
        SymExpr product = Term.ONE;
        for (SymExpr factor : factors) {
            product = SymSums.multiply(product, factor);
        }
        return product;
    }

    /** @param exponent may be negative: such powers only stand in quotients that cancel later */
    public static SymExpr pow(SymExpr base, long exponent) {
        if (exponent == 0) {
            return Term.ONE;
        }
        if (base instanceof Real(double value)) {
            return new Real(Math.pow(value, (double) exponent));
        }
        if (base instanceof Constant(long value) && (exponent > 0 || value == 1)) {
            return SymExpr.of(SymSums.power(value, exponent));
        }
        return exponent > 0 ? SymSums.power(base, exponent) : new Call(SymFunction.POW, List.of(base, SymExpr.of(exponent)));
    }

    /** Rounds towards minus infinity. */
    public static SymExpr floorDiv(SymExpr dividend, SymExpr divisor) {
        refuseZero(divisor);
        if (dividend instanceof Constant(long a) && divisor instanceof Constant(long b)) {
            return SymExpr.of(Math.floorDiv(a, b));
        }
        Optional<SymExpr> exact = divideExactly(dividend, divisor);
        if (exact.isPresent()) {
            return exact.get();
        }
        if (dividend instanceof Call(SymFunction function, List<SymExpr> arguments)
                && function == SymFunction.FLOOR_DIV
                && isPositive(arguments.get(1)) && isPositive(divisor)) {
            return floorDiv(arguments.get(0), mul(arguments.get(1), divisor));
        }
        // (4*s0 + 3) // 2 = 2*s0 + 3 // 2: summands that divide leave the fraction.
        List<SymExpr> whole = new ArrayList<>();
        List<SymExpr> rest = new ArrayList<>();
        for (Term term : Term.summands(dividend)) {
            divideExactly(term.toExpr(), divisor).ifPresentOrElse(whole::add, () -> rest.add(term.toExpr()));
        }
        if (!whole.isEmpty()) {
            whole.add(floorDiv(add(rest), divisor));
            return add(whole);
        }
        Term common = SymFactors.common(dividend, divisor);
        if (!common.equals(new Term(1, Term.ONE))) {
            SymExpr factor = common.toExpr();
            return floorDiv(
                    divideExactly(dividend, factor).orElseThrow(), divideExactly(divisor, factor).orElseThrow());
        }
        return new Call(SymFunction.FLOOR_DIV, List.of(dividend, divisor));
    }

    public static SymExpr floorDiv(SymExpr dividend, long divisor) {
        return floorDiv(dividend, SymExpr.of(divisor));
    }

    /** Rounds towards plus infinity, for a positive divisor: {@code (a + b - 1) // b}. */
    public static SymExpr ceilDiv(SymExpr dividend, SymExpr divisor) {
        return divideExactly(dividend, divisor)
                .orElseGet(() -> floorDiv(add(dividend, divisor, SymExpr.of(-1)), divisor));
    }

    /** The quotient when the dividend is a multiple of the divisor whatever the symbols are. */
    public static Optional<SymExpr> divideExactly(SymExpr dividend, SymExpr divisor) {
        refuseZero(divisor);
        return SymFactors.divide(dividend, divisor);
    }

    /** Division that is known to have no remainder; keeps a marker when this cannot be seen from the expressions. */
    public static SymExpr cleanDiv(SymExpr dividend, SymExpr divisor) {
        return divideExactly(dividend, divisor)
                .orElseGet(() -> new Call(SymFunction.CLEAN_DIV, List.of(dividend, divisor)));
    }

    /** Python's {@code %}: the sign of the divisor. */
    public static SymExpr mod(SymExpr dividend, SymExpr divisor) {
        refuseZero(divisor);
        if (dividend instanceof Constant(long a) && divisor instanceof Constant(long b)) {
            return SymExpr.of(Math.floorMod(a, b));
        }
        if (divideExactly(dividend, divisor).isPresent()) {
            return SymExpr.of(0);
        }
        return new Call(SymFunction.MOD, List.of(dividend, divisor));
    }

    public static SymExpr min(SymExpr... operands) {
        return extreme(SymFunction.MIN, Arrays.asList(operands));
    }

    public static SymExpr max(SymExpr... operands) {
        return extreme(SymFunction.MAX, Arrays.asList(operands));
    }

    private static SymExpr extreme(SymFunction function, List<SymExpr> operands) {
        TreeSet<SymExpr> flat = new TreeSet<>(SymOrder.INSTANCE);
        OptionalLong number = OptionalLong.empty();
        for (SymExpr operand : flatten(function, operands)) {
            if (operand instanceof Constant(long value)) {
                long other = number.orElse(value);
                number = OptionalLong.of(
                        function == SymFunction.MIN ? Math.min(value, other) : Math.max(value, other));
            } else {
                flat.add(operand);
            }
        }
        number.ifPresent(value -> flat.add(SymExpr.of(value)));
        return flat.size() == 1 ? flat.first() : new Call(function, List.copyOf(flat));
    }

    private static List<SymExpr> flatten(SymFunction function, List<SymExpr> operands) {
        List<SymExpr> flat = new ArrayList<>();
        for (SymExpr operand : operands) {
            if (operand instanceof Call call && call.function() == function) {
                flat.addAll(call.arguments());
            } else {
                flat.add(operand);
            }
        }
        return flat;
    }

    public static SymExpr abs(SymExpr operand) {
        return operand instanceof Constant(long value)
                ? SymExpr.of(Math.absExact(value))
                : new Call(SymFunction.ABS, List.of(operand));
    }

    /** Any function, by its simplifying constructor where there is one. */
    public static SymExpr call(SymFunction function, List<? extends SymExpr> operands) {
        List<SymExpr> arguments = List.copyOf(operands);
        if (arguments.size() < minimumArity(function)) {
            throw new IllegalArgumentException(function + " needs " + minimumArity(function) + " arguments, not "
                    + arguments.size());
        }
        return switch (function) {
            case ADD -> add(arguments);
            case MUL -> mul(arguments);
            case POW ->
                arguments.get(1) instanceof Constant(long exponent)
                        ? pow(arguments.get(0), exponent)
                        : new Call(function, arguments);
            case FLOOR_DIV -> floorDiv(arguments.get(0), arguments.get(1));
            case CEIL_DIV -> ceilDiv(arguments.get(0), arguments.get(1));
            case CLEAN_DIV -> cleanDiv(arguments.get(0), arguments.get(1));
            case MOD -> mod(arguments.get(0), arguments.get(1));
            case MODULAR_INDEXING -> mod(floorDiv(arguments.get(0), arguments.get(1)), arguments.get(2));
            case MIN, MAX -> extreme(function, arguments);
            case ABS -> abs(arguments.get(0));
            case TO_FLOAT ->
                arguments.get(0) instanceof Constant(long value) ? new Real((double) value) : new Call(function, arguments);
            case TRUE_DIV, TRUNC_TO_INT, ROUND_TO_INT, FLOOR_TO_INT, CEIL_TO_INT, WHERE, EQ, NE, LT, LE, GT, GE, AND, OR,
                    NOT -> new Call(function, arguments);
        };
    }

    private static int minimumArity(SymFunction function) {
        return switch (function) {
            case ADD, MUL -> 0;
            case MIN, MAX, AND, OR, ABS, TO_FLOAT, TRUNC_TO_INT, ROUND_TO_INT, FLOOR_TO_INT, CEIL_TO_INT, NOT -> 1;
            case POW, FLOOR_DIV, CEIL_DIV, CLEAN_DIV, MOD, TRUE_DIV, EQ, NE, LT, LE, GT, GE -> 2;
            case MODULAR_INDEXING, WHERE -> 3;
        };
    }

    /** Replaces symbols and simplifies again. Symbols without a replacement stay. */
    public static SymExpr substitute(SymExpr expr, Map<String, ? extends SymExpr> replacements) {
        return switch (expr) {
            case Constant c -> c;
            case Real r -> r;
            case SymExpr.Unknown u -> u;
            case SymExpr.Symbol symbol -> {
                SymExpr replacement = replacements.get(symbol.name());
                yield replacement == null ? symbol : replacement;
            }
            case Call(SymFunction function, List<SymExpr> arguments) ->
                call(function, arguments.stream().map(argument -> substitute(argument, replacements)).toList());
        };
    }

    private static Optional<SymExpr> foldReals(
            List<? extends SymExpr> operands, java.util.function.DoubleBinaryOperator fold) {
        boolean anyReal = false;
        for (SymExpr operand : operands) {
            anyReal |= operand instanceof Real;
            if (!(operand instanceof Real || operand instanceof Constant)) {
                return Optional.empty();
            }
        }
        return anyReal
                ? Optional.of(new Real(operands.stream().mapToDouble(SymMath::number).reduce(fold).orElseThrow()))
                : Optional.empty();
    }

    private static double number(SymExpr expr) {
        return expr instanceof Real(double value) ? value : (double) expr.constantValue().orElseThrow();
    }

    private static boolean isPositive(SymExpr expr) {
        return expr instanceof Constant(long value) && value > 0;
    }

    private static void refuseZero(SymExpr divisor) {
        if (divisor instanceof Constant(long value) && value == 0) {
            throw new ArithmeticException("division by zero");
        }
    }
}
