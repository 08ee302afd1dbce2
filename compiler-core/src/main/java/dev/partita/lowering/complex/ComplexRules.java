package dev.partita.lowering.complex;

import dev.partita.ir.OpName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table: how each operator works on pairs. What is not here keeps its complex tensors and runs in Torch. */
final class ComplexRules {

    private final Map<OpName, ComplexRule> rules = new HashMap<>();

    private ComplexRules() {}

    static ComplexRules standard() {
        ComplexRules rules = new ComplexRules();
        ArithmeticOnPairs.register(rules);
        FunctionsOnPairs.register(rules);
        ShapesOfPairs.register(rules);
        return rules;
    }

    void add(String op, ComplexRule rule) {
        if (rules.putIfAbsent(OpName.of(op), rule) != null) {
            throw new IllegalStateException("two rules for complex " + op);
        }
    }

    Optional<ComplexRule> find(OpName op) {
        return Optional.ofNullable(rules.get(op));
    }
}
