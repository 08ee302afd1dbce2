package dev.partita.shape;

import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;

/**
 * What an operator yields for the given arguments: {@link Value.Tensor}, {@link Value.Tuple} for several results.
 * Throws {@link IllegalArgumentException} when torch would refuse the arguments.
 */
@FunctionalInterface
public interface ShapeRule {

    Value infer(Call call);
}
