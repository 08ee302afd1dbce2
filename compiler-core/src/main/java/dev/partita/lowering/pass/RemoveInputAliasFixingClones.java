package dev.partita.lowering.pass;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import java.util.Collection;
import java.util.List;

/**
 * Removes a copy of an input that nobody else reads.
 *
 * <p>Before: {@code y = clone(input); relu(y)}. After: {@code relu(input)}. Does not fire when the input has another
 * reader.
 */
public final class RemoveInputAliasFixingClones implements Pass {

    private static final OpName CLONE = OpName.of("aten.clone.default");

    @Override
    public String name() {
        return "remove_input_alias_fixing_clones";
    }

    @Override
    public Collection<OpName> looksFor() {
        return List.of(CLONE);
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        boolean changed = false;
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER && node.users().size() == 1) {
                Node user = node.users().getFirst();
                if (user.calls(CLONE)) {
                    user.replaceAllUsesWith(node);
                    graph.erase(user);
                    changed = true;
                }
            }
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }
}
