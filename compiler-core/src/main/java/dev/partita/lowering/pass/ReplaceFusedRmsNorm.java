package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import dev.partita.shape.ShapeRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Spells out the normalization by the root mean square.
 *
 * <p>Before: {@code n = _fused_rms_norm(x, shape, w, eps); getitem(n, 0)}. After: {@code r = rsqrt(mean(x * x) + eps);
 * x * r * w}; item 1 becomes {@code r}. Always removes dead code, as Torch-TensorRT's pass does: unused weights go here.
 */
public final class ReplaceFusedRmsNorm implements Pass {

    private static final OpName RMS_NORM = OpName.of("aten._fused_rms_norm.default");
    private static final OpName GETITEM = OpName.of("_operator.getitem");
    private static final double DEFAULT_EPSILON = 1e-5;

    private final ShapeRules rules;

    public ReplaceFusedRmsNorm(ShapeRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "replace_fused_rms_norm";
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        if (graph.callsAny(List.of(RMS_NORM))) {
            for (Node node : graph.nodes()) {
                if (node.calls(RMS_NORM)) {
                    graph.insertingBefore(node, () -> replace(node, new ShapedCalls(graph, rules, node.origin())));
                    graph.erase(node);
                }
            }
        }
        DeadCode.remove(graph, List.of());
    }

    private static void replace(Node node, ShapedCalls calls) {
        Arg x = node.args().get(0);
        Arg epsilon = node.arg(3).filter(given -> !(given instanceof Arg.None)).orElse(Arg.of(DEFAULT_EPSILON));
        Node square = calls.call("aten.mul.Tensor", x, x);
        Node mean = calls.call("aten.mean.dim", Arg.of(square), axes(node), Arg.of(true));
        Node raised = calls.call("aten.add.Tensor", Arg.of(mean), epsilon);
        Node scale = calls.call("aten.rsqrt.default", Arg.of(raised));
        Node result = calls.call("aten.mul.Tensor", x, Arg.of(scale));
        if (node.arg(2).filter(weight -> !(weight instanceof Arg.None)).isPresent()) {
            result = calls.call("aten.mul.Tensor", Arg.of(result), node.args().get(2));
        }
        for (Node user : List.copyOf(node.users())) {
            if (user.calls(GETITEM)) {
                user.replaceAllUsesWith(user.args().get(1).equals(Arg.of(0)) ? result : scale);
                calls.graph().erase(user);
            }
        }
    }

    /** The last axes, last first. */
    private static Arg axes(Node node) {
        int rank = Call.specOf(node.args().get(0)).orElseThrow().rank();
        int count = node.args().get(1) instanceof Arg.ListOf(List<Arg> shape) ? shape.size() : 1;
        List<Arg> axes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            axes.add(Arg.of(rank - i - 1));
        }
        return Arg.list(axes);
    }
}
