package dev.partita.lowering.complex;

import dev.partita.ir.OpName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of Torch-TensorRT's rewriter. */
final class LayoutRules {

    /**
     * Operators that are right on pairs as they are. What is neither here nor has a rule gets complex numbers back and
     * runs in Torch.
     */
    private static final Set<OpName> PASSED_OVER = Set.of(
            OpName.of("aten.neg.default"), OpName.of("aten.mul.Scalar"), OpName.of("aten.div.Scalar"),
            OpName.of("aten.clone.default"), OpName.of("aten.detach.default"), OpName.of("aten.alias.default"),
            OpName.of("aten.squeeze.default"), OpName.of("aten.zeros_like.default"), OpName.of("aten.ceil.default"),
            OpName.of("aten.floor.default"), OpName.of("aten.round.default"), OpName.of("aten.trunc.default"),
            OpName.of("_operator.getitem"), OpName.of("aten.sym_size.int"));

    /** @param givesPairs whether the rewriter holds the result for a pair tensor */
    record Entry(LayoutRule rule, boolean givesPairs) {}

    private final Map<OpName, Entry> entries = new HashMap<>();

    private LayoutRules() {}

    static LayoutRules torchTensorRt() {
        LayoutRules rules = new LayoutRules();
        LayoutArithmetic.register(rules);
        LayoutShapes.register(rules);
        return rules;
    }

    void pairs(String op, LayoutRule rule) {
        add(op, new Entry(rule, true));
    }

    void plain(String op, LayoutRule rule) {
        add(op, new Entry(rule, false));
    }

    private void add(String op, Entry entry) {
        if (entries.putIfAbsent(OpName.of(op), entry) != null) {
            throw new IllegalStateException("two rules for complex " + op);
        }
    }

    Optional<Entry> find(OpName op) {
        return Optional.ofNullable(entries.get(op));
    }

    boolean passesOver(OpName op) {
        return PASSED_OVER.contains(op);
    }
}
