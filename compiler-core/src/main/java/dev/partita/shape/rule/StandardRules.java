package dev.partita.shape.rule;

import dev.partita.shape.ShapeRules;

/** All shape rules that this version knows, family by family. */
public final class StandardRules {

    private StandardRules() {}

    public static ShapeRules table() {
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
}
