package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import java.util.Collection;
import java.util.List;

/**
 * Removes a minimum that is always its other operand.
 *
 * <p>Before: {@code torch.sym_min(n, 9223372036854775807)}. After: {@code n}. Does not fire for any other bound.
 */
public final class EliminateSymMinInt64Max implements Pass {

    private static final OpName SYM_MIN = OpName.of("torch.sym_min");
    private static final Arg MAXIMUM = Arg.of(Long.MAX_VALUE);

    @Override
    public String name() {
        return "eliminate_sym_min_int64_max";
    }

    @Override
    public Collection<OpName> looksFor() {
        return List.of(SYM_MIN);
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        boolean changed = false;
        for (Node node : graph) {
            if (node.calls(SYM_MIN) && node.args().size() == 2 && node.args().contains(MAXIMUM)
                    && !node.inputs().isEmpty()) {
                node.replaceAllUsesWith(node.inputs().getFirst());
                graph.erase(node);
                changed = true;
            }
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }
}
