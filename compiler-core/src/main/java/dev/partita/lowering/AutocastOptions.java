package dev.partita.lowering;

import dev.partita.tensor.DType;
import java.util.List;
import java.util.Set;

/**
 * Which nodes compute in low precision.
 *
 * @param lowPrecision float16 or bfloat16
 * @param excludedModules regular expressions; a node whose innermost module path starts with a match stays float32
 * @param excludedOps qualified names such as {@code torch.ops.aten.relu.default}
 * @param castsIntegers cast integers and booleans too, as Torch-TensorRT does; indices then no longer are indices
 */
public record AutocastOptions(
        DType lowPrecision, List<String> excludedModules, Set<String> excludedOps, boolean castsIntegers) {

    public AutocastOptions {
        excludedModules = List.copyOf(excludedModules);
        excludedOps = Set.copyOf(excludedOps);
    }
}
