package dev.partita.lowering.pass;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import java.util.List;

/**
 * Removes everything that nobody reads, from the end to the start: also nodes with effects, such as range checks.
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
        for (Node node : graph.nodes().reversed()) {
            if (node.kind() != NodeKind.OUTPUT && node.users().isEmpty() && !node.inputs().isEmpty()) {
                graph.erase(node);
            }
        }
        DeadCode.remove(graph, List.of());
    }
}
