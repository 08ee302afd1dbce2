package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.lowering.LoweringOptions;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Keeps the reduced axes in the sum instead of adding them again.
 *
 * <p>Before: {@code s = prims.sum(x, dims); prims.broadcast_in_dim(s, [.., 1, ..])}. After:
 * {@code aten.sum.dim_IntList(x, dims, True)}. Does not fire when the sum has another reader, or when the broadcast
 * changes anything but the reduced axes.
 */
public final class FusePrimsBroadcast implements Pass {

    private static final OpName PRIMS_SUM = OpName.of("prims.sum.default");
    private static final OpName BROADCAST = OpName.of("prims.broadcast_in_dim.default");
    private static final OpName SUM = OpName.of("aten.sum.dim_IntList");

    @Override
    public String name() {
        return "fuse_prims_broadcast";
    }

    @Override
    public Collection<OpName> looksFor() {
        return List.of(PRIMS_SUM);
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        for (Node node : graph) {
            if (node.calls(PRIMS_SUM) && node.users().size() == 1) {
                Node broadcast = node.users().getFirst();
                if (broadcast.calls(BROADCAST) && restoresReducedAxes(node, broadcast)) {
                    graph.insertingAfter(broadcast, () -> broadcast.replaceAllUsesWith(graph
                            .callOverload(SUM, List.of(node.args().get(0), node.args().get(1), Arg.of(true)), Map.of())
                            .setValue(broadcast.value()).setOrigin(node.origin())));
                    graph.erase(broadcast);
                    graph.erase(node);
                }
            }
        }
    }

    private static boolean restoresReducedAxes(Node sum, Node broadcast) {
        List<SymExpr> original = Call.specOf(sum.args().get(0)).orElseThrow().shape().dims();
        List<SymExpr> target = broadcast.value().tensor().orElseThrow().shape().dims();
        List<Integer> reduced = new ArrayList<>();
        if (sum.args().get(1) instanceof Arg.ListOf(List<Arg> axes)) {
            axes.forEach(axis -> reduced.add(Dims.axis(((Arg.Int) axis).value(), original.size())));
        }
        if (original.size() != target.size()) {
            return false;
        }
        for (int axis = 0; axis < target.size(); axis++) {
            boolean fits = reduced.contains(axis)
                    ? Dims.isOne(target.get(axis)) : target.get(axis).equals(original.get(axis));
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
