package dev.partita.tensor;

import static dev.partita.tensor.SymFunction.ADD;
import static dev.partita.tensor.SymFunction.MUL;
import static dev.partita.tensor.SymFunction.POW;

import dev.partita.tensor.SymExpr.Call;
import dev.partita.tensor.SymExpr.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A summand: an integer times a product of powers. The monomial of a known integer is 1; other monomials carry no
 * integer factor.
 */
record Term(long coefficient, SymExpr monomial) {

    static final SymExpr ONE = SymExpr.of(1);

    /** Any expression that is not a sum as one term. */
    static Term of(SymExpr expr) {
        if (expr instanceof Constant(long value)) {
            return new Term(value, ONE);
        }
        if (expr instanceof Call(SymFunction function, List<SymExpr> arguments)
                && function == MUL
                && arguments.getFirst() instanceof Constant(long value)) {
            List<SymExpr> factors = arguments.subList(1, arguments.size());
            return new Term(value, factors.size() == 1 ? factors.getFirst() : new Call(MUL, factors));
        }
        return new Term(1, expr);
    }

    static List<Term> summands(SymExpr expr) {
        return expr instanceof Call(SymFunction function, List<SymExpr> arguments) && function == ADD
                ? arguments.stream().map(Term::of).toList()
                : List.of(of(expr));
    }

    /** Exponents by base, in sympy's order of factors. */
    static NavigableMap<SymExpr, Long> powers(SymExpr monomial) {
        NavigableMap<SymExpr, Long> powers = new TreeMap<>(SymOrder.INSTANCE);
        multiplyInto(powers, monomial);
        return powers;
    }

    Term times(Term other) {
        Map<SymExpr, Long> powers = powers(monomial);
        multiplyInto(powers, other.monomial);
        return new Term(Math.multiplyExact(coefficient, other.coefficient), monomial(powers));
    }

    static SymExpr monomial(Map<SymExpr, Long> powers) {
        List<SymExpr> factors = new ArrayList<>();
        powers.forEach((base, exponent) -> {
            if (exponent != 0) {
                factors.add(exponent == 1 ? base : new Call(POW, List.of(base, SymExpr.of(exponent))));
            }
        });
        return switch (factors.size()) {
            case 0 -> ONE;
            case 1 -> factors.getFirst();
            default -> new Call(MUL, factors);
        };
    }

    SymExpr toExpr() {
        if (monomial.equals(ONE) || coefficient == 0) {
            return SymExpr.of(coefficient);
        }
        if (coefficient == 1) {
            return monomial;
        }
        List<SymExpr> factors = new ArrayList<>(List.of(SymExpr.of(coefficient)));
        if (monomial instanceof Call(SymFunction function, List<SymExpr> arguments) && function == MUL) {
            factors.addAll(arguments);
        } else {
            factors.add(monomial);
        }
        return new Call(MUL, factors);
    }

    private static void multiplyInto(Map<SymExpr, Long> powers, SymExpr monomial) {
        if (monomial instanceof Call(SymFunction function, List<SymExpr> arguments) && function == MUL) {
            arguments.forEach(factor -> multiplyInto(powers, factor));
        } else if (monomial instanceof Call(SymFunction function, List<SymExpr> arguments)
                && function == POW
                && arguments.get(1) instanceof Constant(long exponent)) {
            powers.merge(arguments.get(0), exponent, Math::addExact);
        } else if (!monomial.equals(ONE)) {
            powers.merge(monomial, 1L, Math::addExact);
        }
    }
}
