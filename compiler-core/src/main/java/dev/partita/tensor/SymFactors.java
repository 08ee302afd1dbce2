package dev.partita.tensor;

import dev.partita.tensor.SymExpr.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Common factors and exact quotients of sums of products. */
final class SymFactors {

    private SymFactors() {}

    /** The quotient when every summand of the dividend is a multiple of the divisor, or both are proportional. */
    static Optional<SymExpr> divide(SymExpr dividend, SymExpr divisor) {
        List<Term> divisors = Term.summands(divisor);
        List<Term> dividends = Term.summands(dividend);
        if (divisors.size() > 1) {
            return proportion(dividends, divisors);
        }
        Term by = divisors.getFirst();
        List<SymExpr> quotients = new ArrayList<>();
        for (Term term : dividends) {
            Optional<Term> quotient = divide(term, by);
            if (quotient.isEmpty()) {
                return Optional.empty();
            }
            quotients.add(quotient.get().toExpr());
        }
        return Optional.of(SymMath.add(quotients));
    }

    /** {@code 2*s0 + 2} by {@code s0 + 1} is 2. */
    private static Optional<SymExpr> proportion(List<Term> dividends, List<Term> divisors) {
        if (dividends.size() != divisors.size()) {
            return Optional.empty();
        }
        Optional<Term> ratio = divide(dividends.getFirst(), divisors.getFirst());
        for (int i = 1; i < dividends.size() && ratio.isPresent(); i++) {
            if (!divide(dividends.get(i), divisors.get(i)).equals(ratio)) {
                return Optional.empty();
            }
        }
        return ratio.map(Term::toExpr);
    }

    private static Optional<Term> divide(Term dividend, Term divisor) {
        if (dividend.coefficient() == 0) {
            return Optional.of(dividend);
        }
        if (divisor.coefficient() == 0 || dividend.coefficient() % divisor.coefficient() != 0) {
            return Optional.empty();
        }
        Map<SymExpr, Long> powers = Term.powers(dividend.monomial());
        for (Map.Entry<SymExpr, Long> factor : Term.powers(divisor.monomial()).entrySet()) {
            long left = powers.getOrDefault(factor.getKey(), 0L) - factor.getValue();
            if (left < 0) {
                return Optional.empty();
            }
            powers.put(factor.getKey(), left);
        }
        return Optional.of(new Term(
                Math.divideExact(dividend.coefficient(), divisor.coefficient()), Term.monomial(powers)));
    }

    /** The greatest term that divides every summand of both. */
    static Term common(SymExpr left, SymExpr right) {
        List<Term> terms = new ArrayList<>(Term.summands(left));
        terms.addAll(Term.summands(right));
        long coefficient = 0;
        Map<SymExpr, Long> shared = Term.powers(terms.getFirst().monomial());
        for (Term term : terms) {
            coefficient = gcd(coefficient, term.coefficient());
            Map<SymExpr, Long> powers = Term.powers(term.monomial());
            shared.replaceAll((base, power) -> Math.min(power, powers.getOrDefault(base, 0L)));
        }
        shared.values().removeIf(power -> power <= 0);
        return new Term(Math.max(1, coefficient), Term.monomial(shared));
    }

    /** Never negative; 0 only for two zeros. */
    private static long gcd(long a, long b) {
        long x = Math.absExact(a);
        long y = Math.absExact(b);
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

}
