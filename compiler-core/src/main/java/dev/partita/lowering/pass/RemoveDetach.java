package dev.partita.lowering.pass;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.lowering.LoweringOptions;
import java.util.Collection;
import java.util.List;

/**
 * Bypasses {@code detach}: it only matters for gradients.
 *
 * <p>Before: {@code y = detach(x); relu(y)}. After: {@code relu(x)}. Leaves {@code detach_} to the decompositions.
 */
public final class RemoveDetach implements Pass {

    private static final OpName DETACH = OpName.of("aten.detach.default");

    @Override
    public String name() {
        return "remove_detach";
    }

    @Override
    public Collection<OpName> looksFor() {
        return List.of(DETACH);
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        for (Node node : graph) {
            if (node.calls(DETACH)) {
                node.replaceAllUsesWith(node.input(0));
                graph.erase(node);
            }
        }
    }
}
