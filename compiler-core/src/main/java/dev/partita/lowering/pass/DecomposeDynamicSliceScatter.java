package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a slice whose bounds are known only when running position by position, as a key-value cache does.
 *
 * <p>Before: {@code slice_scatter(x, source, d, start, end)}. After: {@code scatter(x, d, expand(view(arange(n) * step +
 * start)), source)} with {@code n} the source's extent. Does not fire for bounds that are numbers: their converter
 * does better.
 */
public final class DecomposeDynamicSliceScatter implements Pass {

    private static final OpName SLICE_SCATTER = OpName.of("aten.slice_scatter.default");
    private static final OpName SYM_SIZE = OpName.of("aten.sym_size.int");

    private final ShapeRules shapes;

    public DecomposeDynamicSliceScatter(ShapeRules shapes) {
        this.shapes = shapes;
    }

    @Override
    public String name() {
        return "decompose_dynamic_slice_scatter";
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        boolean changed = false;
        for (Node node : graph) {
            if (node.calls(SLICE_SCATTER) && isDynamic(node)) {
                graph.insertingBefore(node, () -> node.replaceAllUsesWith(positionByPosition(graph, node)));
                graph.erase(node);
                changed = true;
            }
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }

    private static boolean isDynamic(Node node) {
        List<Arg> args = node.args();
        return args.size() > 3 && args.subList(3, args.size()).stream().anyMatch(bound -> bound instanceof Arg.Ref);
    }

    private Node positionByPosition(Graph graph, Node node) {
        Arg source = node.args().get(1);
        Shape shape = Call.specOf(source).orElseThrow().shape();
        int axis = Dims.axis(node.arg(2).map(dim -> ((Arg.Int) dim).value()).orElse(0L), shape.rank());
        Arg offsets = call(graph, node, "aten.arange.start_step", Map.of("dtype", Arg.of(DType.INT64),
                "device", new Arg.Device("cpu")), Arg.of(0), size(graph, source, shape, axis), Arg.of(1));
        Arg scaled = call(graph, node, "aten.mul.Tensor", Map.of(), offsets, bound(node, 5).orElse(Arg.of(1)));
        Arg positions = call(graph, node, "aten.add.Tensor", Map.of(), scaled, bound(node, 3).orElse(Arg.of(0)));
        List<Arg> beside = new ArrayList<>();
        List<Arg> full = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            beside.add(Arg.of(i == axis ? -1 : 1));
        }
        Arg raised = call(graph, node, "aten.view.default", Map.of(), positions, Arg.list(beside));
        for (int i = 0; i < shape.rank(); i++) {
            full.add(size(graph, source, shape, i));
        }
        Arg index = call(graph, node, "aten.expand.default", Map.of(), raised, Arg.list(full));
        Arg written = call(graph, node, "aten.scatter.src", Map.of(), node.args().get(0), Arg.of(axis), index, source);
        return ((Arg.Ref) written).node();
    }

    private static Optional<Arg> bound(Node node, int index) {
        return node.arg(index).filter(bound -> !(bound instanceof Arg.None));
    }

    private static Arg size(Graph graph, Arg tensor, Shape shape, int axis) {
        SymExpr extent = shape.dims().get(axis);
        return extent instanceof SymExpr.Constant(long value) ? Arg.of(value)
                : Arg.of(graph.callOverload(SYM_SIZE, List.of(tensor, Arg.of(axis)), Map.of())
                        .setValue(new Value.SymInt(extent)));
    }

    private Arg call(Graph graph, Node replaced, String op, Map<String, Arg> kwargs, Arg... args) {
        Call call = Call.bind(OpSchemas.standard().find(OpName.of(op)).orElseThrow(), List.of(args), kwargs);
        return Arg.of(graph.callOverload(call.op(), call.positional(), call.keywords())
                .setValue(shapes.infer(call).orElseThrow()).setOrigin(replaced.origin()));
    }
}
