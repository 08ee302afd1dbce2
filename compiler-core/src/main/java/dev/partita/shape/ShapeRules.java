package dev.partita.shape;

import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table of shape rules: one rule per operator overload. */
public final class ShapeRules {

    private final Map<OpName, ShapeRule> rules = new HashMap<>();

    /** Adds a rule; an operator has exactly one. */
    public void add(String op, ShapeRule rule) {
        if (rules.putIfAbsent(OpName.of(op), rule) != null) {
            throw new IllegalStateException("two shape rules for " + op);
        }
    }

    public boolean knows(OpName op) {
        return rules.containsKey(op);
    }

    /** What the call yields, or empty when no rule knows the operator. */
    public Optional<Value> infer(Call call) {
        ShapeRule rule = rules.get(call.op());
        return rule == null ? Optional.empty() : Optional.of(rule.infer(call));
    }
}
