package dev.partita.tensor;

import dev.partita.tensor.SymExpr.Call;
import dev.partita.tensor.SymExpr.Constant;
import dev.partita.tensor.SymExpr.Real;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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

    /** Products that would have more summands than this are left unexpanded. */
    private static final int MAX_SUMMANDS = 256;

    private static final int MAX_EXPANDED_POWER = 8;

    private SymMath() {}

    public static SymExpr add(SymExpr... summands) {
        return add(Arrays.asList(summands));
    }

    public static SymExpr add(List<? extends SymExpr> summands) {
        Optional<SymExpr> reals = foldReals(summands, Double::sum);
        if (reals.isPresent()) {
            return reals.get();
        }
        Map<SymExpr, Long> coefficients = new LinkedHashMap<>();
        for (SymExpr summand : summands) {
            for (Term term : Term.summands(summand)) {
                coefficients.merge(term.monomial(), term.coefficient(), Math::addExact);
            }
        }
        return sum(coefficients);
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
            product = multiply(product, factor);
        }
        return product;
    }

    private static SymExpr multiply(SymExpr left, SymExpr right) {
        if (left instanceof Constant(long a) && right instanceof Constant(long b)) {
            return SymExpr.of(Math.multiplyExact(a, b));
        }
        List<Term> lefts = Term.summands(left);
        List<Term> rights = Term.summands(right);
        if ((long) lefts.size() * rights.size() > MAX_SUMMANDS) {
            return new Term(1, left).times(new Term(1, right)).toExpr();
        }
        Map<SymExpr, Long> coefficients = new LinkedHashMap<>();
        for (Term a : lefts) {
            for (Term b : rights) {
                Term term = a.times(b);
                coefficients.merge(term.monomial(), term.coefficient(), Math::addExact);
            }
        }
        return sum(coefficients);
    }

    /** The sum of coefficient x monomial, ordered as sympy prints it: highest powers of the first symbols first. */
    private static SymExpr sum(Map<SymExpr, Long> coefficients) {
        List<Term> terms = new ArrayList<>();
        coefficients.forEach((monomial, coefficient) -> {
            if (coefficient != 0) {
                terms.add(new Term(coefficient, monomial));
            }
        });
        if (terms.isEmpty()) {
            return SymExpr.of(0);
        }
        if (terms.size() == 1) {
            return terms.getFirst().toExpr();
        }
        sort(terms);
        return new Call(SymFunction.ADD, terms.stream().map(Term::toExpr).toList());
    }

    private static void sort(List<Term> terms) {
        record Keyed(Term term, NavigableMap<SymExpr, Long> powers) {}
        List<Keyed> keyed = new ArrayList<>();
        terms.forEach(term -> keyed.add(new Keyed(term, Term.powers(term.monomial()))));
        keyed.sort((left, right) -> comparePowers(left.powers, right.powers));
        terms.clear();
        keyed.forEach(entry -> terms.add(entry.term));
        // sympy prints "1 - s0" but "s0*s1 - 1" and "-s0 - 1": a positive number leads before one negative factor.
        if (terms.size() == 2) {
            Term first = terms.get(0);
            Term last = terms.get(1);
            if (last.monomial().equals(Term.ONE) && last.coefficient() > 0 && first.coefficient() < 0
                    && !isProduct(first.monomial())) {
                terms.set(0, last);
                terms.set(1, first);
            }
        }
    }

    /** Lexicographic, descending: the first base whose exponents differ decides. */
    private static int comparePowers(NavigableMap<SymExpr, Long> left, NavigableMap<SymExpr, Long> right) {
        Iterator<Map.Entry<SymExpr, Long>> lefts = left.entrySet().iterator();
        Iterator<Map.Entry<SymExpr, Long>> rights = right.entrySet().iterator();
        while (lefts.hasNext() && rights.hasNext()) {
            Map.Entry<SymExpr, Long> a = lefts.next();
            Map.Entry<SymExpr, Long> b = rights.next();
            int bases = SymOrder.INSTANCE.compare(a.getKey(), b.getKey());
            int exponents = bases < 0
                    ? Long.compare(0, a.getValue())
                    : bases > 0 ? Long.compare(b.getValue(), 0) : Long.compare(b.getValue(), a.getValue());
            if (exponents != 0) {
                return exponents;
            }
        }
        return lefts.hasNext()
                ? Long.compare(0, lefts.next().getValue())
                : rights.hasNext() ? Long.compare(rights.next().getValue(), 0) : 0;
    }

    private static boolean isProduct(SymExpr expr) {
        return expr instanceof Call call && call.function() == SymFunction.MUL;
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
            return SymExpr.of(powExact(value, exponent));
        }
        if (exponent > 0 && (Term.summands(base).size() == 1 || exponent <= MAX_EXPANDED_POWER)) {
            return raise(base, exponent);
        }
        return new Call(SymFunction.POW, List.of(base, SymExpr.of(exponent)));
    }

    private static SymExpr raise(SymExpr base, long exponent) {
        List<Term> summands = Term.summands(base);
        if (summands.size() == 1) {
            Term term = summands.getFirst();
            Map<SymExpr, Long> powers = Term.powers(term.monomial());
            powers.replaceAll((factor, power) -> Math.multiplyExact(power, exponent));
            return new Term(powExact(term.coefficient(), exponent), Term.monomial(powers)).toExpr();
        }
        SymExpr product = base;
        for (long i = 1; i < exponent; i++) {
            product = multiply(product, base);
        }
        return product;
    }

    private static long powExact(long base, long exponent) {
        if (base == 1 || base == 0) {
            return base;
        }
        if (base == -1) {
            return exponent % 2 == 0 ? 1 : -1;
        }
        return Math.powExact(base, Math.toIntExact(exponent));
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
