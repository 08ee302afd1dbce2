package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.lowering.LoweringOptions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Pools without computing indices that nobody reads.
 *
 * <p>Before: {@code p = max_pool2d_with_indices(x, ...); getitem(p, 0)}. After: {@code max_pool2d(x, ...)}. Does not
 * fire when the indices are read.
 */
public final class ReplaceMaxPoolWithIndices implements Pass {

    private static final Set<OpName> POOLS = Set.of(
            OpName.of("aten.max_pool1d_with_indices.default"), OpName.of("aten.max_pool2d_with_indices.default"),
            OpName.of("aten.max_pool3d_with_indices.default"));
    private static final OpName GETITEM = OpName.of("_operator.getitem");

    @Override
    public String name() {
        return "replace_max_pool_with_indices";
    }

    @Override
    public Collection<OpName> looksFor() {
        return POOLS;
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        for (Node node : graph) {
            if (node.isCall() && POOLS.contains(node.op()) && node.users().size() == 1) {
                Node reader = node.users().getFirst();
                if (reader.calls(GETITEM) && reader.args().get(1).equals(Arg.of(0))) {
                    replace(graph, node, reader);
                }
            }
        }
    }

    private static void replace(Graph graph, Node pool, Node reader) {
        OpName op = OpName.of("aten." + pool.op().op().replace("_with_indices", "") + ".default");
        graph.insertingAfter(reader, () -> {
            Node plain = graph.callOverload(op, pool.args(), Map.copyOf(pool.kwargs()))
                    .setValue(reader.value()).setOrigin(pool.origin());
            reader.replaceAllUsesWith(plain);
        });
        graph.erase(reader);
        graph.erase(pool);
    }
}
