package dev.partita.compile;

import dev.partita.ir.Attribute;
import dev.partita.lowering.LoweringOptions;
import java.lang.foreign.Arena;
import java.util.Map;

/** Computes the constants that lowering has folded: a port, because only the worker has something to compute with. */
public interface ConstantEvaluator {

    /**
     * Lowers the program the same way and evaluates every recipe.
     *
     * @param arena keeps the results mapped
     * @return by attribute path, as the lowered graph has them
     * @throws CompileException with the worker's reason
     */
    Map<String, Attribute.Weight> evaluate(OpenedProgram program, LoweringOptions options, Arena arena);
}
