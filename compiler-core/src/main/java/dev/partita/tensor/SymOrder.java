package dev.partita.tensor;

import dev.partita.tensor.SymExpr.Call;
import dev.partita.tensor.SymExpr.Constant;
import dev.partita.tensor.SymExpr.Real;
import dev.partita.tensor.SymExpr.Symbol;
import dev.partita.tensor.SymExpr.Unknown;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which sympy prints factors, generators and the arguments of Min and Max ({@code default_sort_key}):
 * numbers, then symbols by name, then calls by function and arguments; exponent and coefficient only break ties.
 */
final class SymOrder implements Comparator<SymExpr> {

    static final SymOrder INSTANCE = new SymOrder();

    private SymOrder() {}

    @Override
    public int compare(SymExpr left, SymExpr right) {
        int bodies = compareBodies(base(left), base(right));
        if (bodies != 0) {
            return bodies;
        }
        int exponents = Long.compare(exponent(left), exponent(right));
        return exponents != 0 ? exponents : Long.compare(coefficient(left), coefficient(right));
    }

    private int compareBodies(SymExpr left, SymExpr right) {
        int ranks = Integer.compare(rank(left), rank(right));
        if (ranks != 0) {
            return ranks;
        }
        if (left instanceof Constant(long a) && right instanceof Constant(long b)) {
            return Long.compare(a, b);
        }
        if (left instanceof Real(double a) && right instanceof Real(double b)) {
            return Double.compare(a, b);
        }
        if (left instanceof Call a && right instanceof Call b) {
            int functions = SymPrinter.functionName(a).compareTo(SymPrinter.functionName(b));
            return functions != 0 ? functions : compareAll(a.arguments(), b.arguments());
        }
        return left.toString().compareTo(right.toString());
    }

    private int compareAll(List<SymExpr> left, List<SymExpr> right) {
        int sizes = Integer.compare(left.size(), right.size());
        for (int i = 0; sizes == 0 && i < left.size(); i++) {
            int arguments = compare(left.get(i), right.get(i));
            if (arguments != 0) {
                return arguments;
            }
        }
        return sizes;
    }

    private static int rank(SymExpr expr) {
        return switch (expr) {
            case Constant c -> 1;
            case Real r -> 1;
            case Symbol s -> 2;
            case Call(SymFunction function, List<SymExpr> arguments) ->
                switch (function) {
                    case MUL, ADD, POW -> 3;
                    case MIN, MAX, EQ, NE, LT, LE, GT, GE, AND, OR, NOT -> 5;
                    case FLOOR_DIV, CEIL_DIV, CLEAN_DIV, MOD, MODULAR_INDEXING, ABS, TRUE_DIV, TO_FLOAT, TRUNC_TO_INT,
                            ROUND_TO_INT, FLOOR_TO_INT, CEIL_TO_INT, WHERE -> 4;
                };
            case Unknown u -> 6;
        };
    }

    private static SymExpr base(SymExpr expr) {
        SymExpr monomial = Term.of(expr).monomial();
        return monomial instanceof Call(SymFunction function, List<SymExpr> arguments) && function == SymFunction.POW
                ? arguments.get(0)
                : monomial;
    }

    private static long exponent(SymExpr expr) {
        return Term.of(expr).monomial() instanceof Call(SymFunction function, List<SymExpr> arguments)
                        && function == SymFunction.POW
                        && arguments.get(1) instanceof Constant(long exponent)
                ? exponent
                : 1;
    }

    private static long coefficient(SymExpr expr) {
        return Term.of(expr).coefficient();
    }
}
