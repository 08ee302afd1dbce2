package dev.partita.shape;

import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.rule.ComplexNumberRules;
import dev.partita.shape.rule.ConvolutionRules;
import dev.partita.shape.rule.CreationRules;
import dev.partita.shape.rule.ElementwiseRules;
import dev.partita.shape.rule.IndexingRules;
import dev.partita.shape.rule.MatmulRules;
import dev.partita.shape.rule.NormalizationRules;
import dev.partita.shape.rule.PoolingRules;
import dev.partita.shape.rule.ReductionRules;
import dev.partita.shape.rule.ViewRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table of shape rules: one rule per operator overload. */
public final class ShapeRules {

    private final Map<OpName, ShapeRule> rules = new HashMap<>();

    private ShapeRules() {}

    /** All rules that this version knows, family by family. */
    public static ShapeRules standard() {
        ShapeRules rules = new ShapeRules();
        ElementwiseRules.register(rules);
        ViewRules.register(rules);
        ConvolutionRules.register(rules);
        MatmulRules.register(rules);
        NormalizationRules.register(rules);
        PoolingRules.register(rules);
        ReductionRules.register(rules);
        CreationRules.register(rules);
        IndexingRules.register(rules);
        ComplexNumberRules.register(rules);
        return rules;
    }

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
