package dev.partita.tensor;

import dev.partita.tensor.SymExpr.Call;
import dev.partita.tensor.SymExpr.Constant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Sums of products in canonical form: added, multiplied out, raised; like terms are merged and in sympy's order. */
final class SymSums {

    /** Products that would have more summands than this are left unexpanded. */
    private static final int MAX_SUMMANDS = 256;

    private static final int MAX_EXPANDED_POWER = 8;

    private SymSums() {}

    static SymExpr add(List<? extends SymExpr> summands) {
        Map<SymExpr, Long> coefficients = new LinkedHashMap<>();
        for (SymExpr summand : summands) {
            for (Term term : Term.summands(summand)) {
                coefficients.merge(term.monomial(), term.coefficient(), Math::addExact);
            }
        }
        return sum(coefficients);
    }

    static SymExpr multiply(SymExpr left, SymExpr right) {
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

    /** @param exponent is positive */
    static SymExpr power(SymExpr base, long exponent) {
        List<Term> summands = Term.summands(base);
        if (summands.size() == 1) {
            Term term = summands.getFirst();
            Map<SymExpr, Long> powers = Term.powers(term.monomial());
            powers.replaceAll((factor, power) -> Math.multiplyExact(power, exponent));
            return new Term(power(term.coefficient(), exponent), Term.monomial(powers)).toExpr();
        }
        if (exponent > MAX_EXPANDED_POWER) {
            return new Call(SymFunction.POW, List.of(base, SymExpr.of(exponent)));
        }
        SymExpr product = base;
        for (long i = 1; i < exponent; i++) {
            product = multiply(product, base);
        }
        return product;
    }

    static long power(long base, long exponent) {
        if (base == 1 || base == 0) {
            return base;
        }
        if (base == -1) {
            return exponent % 2 == 0 ? 1 : -1;
        }
        return Math.powExact(base, Math.toIntExact(exponent));
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
}
