package dev.partita.lowering.pass;

import dev.partita.ir.Graph;
import dev.partita.ir.NodeKind;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import java.util.List;

/**
 * Removes everything that nobody reads, and what then nobody reads: also nodes with effects, such as range checks.
 *
 * <p>Before: {@code sym_constrain_range(n); relu(x)}. After: {@code relu(x)}. Leaves nodes that read nothing
 * themselves, such as placeholders.
 */
public final class RemoveNodesWithoutUsers implements Pass {

    @Override
    public String name() {
        return "remove_num_users_is_0_nodes";
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        DeadCode.remove(graph, node -> node.kind() != NodeKind.OUTPUT && !node.inputs().isEmpty());
        DeadCode.remove(graph, List.of());
    }
}
