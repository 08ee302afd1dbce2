package dev.partita.lowering.pass;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import java.util.Collection;
import java.util.List;

/**
 * Removes the checks that export inserts, and what only they read.
 *
 * <p>Before: {@code _assert_tensor_metadata(x); relu(x)}. After: {@code relu(x)}. Leaves {@code _assert_async}, which
 * the user may have written.
 */
public final class RemoveAssertNodes implements Pass {

    private static final OpName SCALAR = OpName.of("aten._assert_scalar.default");
    private static final OpName METADATA = OpName.of("aten._assert_tensor_metadata.default");

    @Override
    public String name() {
        return "remove_assert_nodes";
    }

    @Override
    public Collection<OpName> looksFor() {
        return List.of(SCALAR, METADATA);
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        boolean changed = false;
        for (Node node : graph) {
            if (node.calls(SCALAR) || node.calls(METADATA)) {
                graph.erase(node);
                changed = true;
            }
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }
}
