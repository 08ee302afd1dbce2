package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes into a slice whose bounds are known only when running by computing the positions.
 *
 * <p>Before: {@code slice_scatter(x, src, dim, n, ...)}. After: {@code scatter(x, dim, expand(view(arange(...) * step +
 * n)), src)}. Does not fire when start, end and step are numbers.
 */
public final class DecomposeDynamicSliceScatter implements Pass {

    private static final OpName SLICE_SCATTER = OpName.of("aten.slice_scatter.default");

    private final ShapeRules rules;

    public DecomposeDynamicSliceScatter(ShapeRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "decompose_dynamic_slice_scatter";
    }

    @Override
    public Collection<OpName> looksFor() {
        return List.of(SLICE_SCATTER);
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        boolean changed = false;
        for (Node node : graph.nodes()) {
            if (node.calls(SLICE_SCATTER) && node.args().stream().skip(3).anyMatch(Arg.Ref.class::isInstance)) {
                graph.insertingBefore(node, () -> node.replaceAllUsesWith(
                        scattered(node, new ShapedCalls(graph, rules, node.origin()))));
                graph.erase(node);
                changed = true;
            }
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }

    private static Node scattered(Node node, ShapedCalls calls) {
        Arg input = node.args().get(0);
        Arg source = node.args().get(1);
        Arg dim = node.arg(2).orElse(Arg.of(0));
        int rank = Call.specOf(input).orElseThrow().rank();
        int axis = dev.partita.shape.Dims.axis(Call.dimOf(dim).constantValue().orElseThrow(), rank);
        Node offsets = calls.call("aten.arange.start_step",
                Map.of("dtype", Arg.of(DType.INT64), "device", new Arg.Device("cpu")), Arg.of(0), size(source, axis, calls));
        Node scaled = calls.call("aten.mul.Tensor", Arg.of(offsets), given(node.arg(5), 1));
        Node positions = calls.call("aten.add.Tensor", Arg.of(scaled), given(node.arg(3), 0));
        List<Arg> column = new ArrayList<>();
        List<Arg> extents = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            column.add(Arg.of(i == axis ? -1 : 1));
        }
        Node view = calls.call("aten.view.default", Arg.of(positions), Arg.list(column));
        for (int i = 0; i < rank; i++) {
            extents.add(size(source, i, calls));
        }
        Node expanded = calls.call("aten.expand.default", Arg.of(view), Arg.list(extents));
        return calls.call("aten.scatter.src", input, dim, Arg.of(expanded), source);
    }

    private static Arg given(Optional<Arg> arg, long absent) {
        return arg.filter(value -> !(value instanceof Arg.None)).orElse(Arg.of(absent));
    }

    /** A number, or a node that reads the extent. */
    private static Arg size(Arg tensor, int axis, ShapedCalls calls) {
        Shape shape = Call.specOf(tensor).orElseThrow().shape();
        return shape.dims().get(axis) instanceof SymExpr.Constant(long value)
                ? Arg.of(value) : Arg.of(calls.call("aten.sym_size.int", tensor, Arg.of(axis)));
    }
}
