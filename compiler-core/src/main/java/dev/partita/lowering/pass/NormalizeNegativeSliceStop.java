package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.decomposition.DeadCode;
import dev.partita.shape.Dims;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes a slice bound that counts a symbolic number from the end as one that counts from the start.
 *
 * <p>Before: {@code slice(x, d, 0, neg(n))}. After: {@code slice(x, d, 0, sub(sym_size(x, d), n))}. Does not fire for
 * bounds that are numbers, or symbols without {@code neg}.
 */
public final class NormalizeNegativeSliceStop implements Pass {

    private static final OpName SLICE = OpName.of("aten.slice.Tensor");
    private static final OpName SYM_SIZE = OpName.of("aten.sym_size.int");
    private static final OpName SUB = OpName.of("_operator.sub");
    private static final OpName NEG = OpName.of("_operator.neg");
    private static final OpName ATEN_NEG = OpName.of("aten.neg.default");

    @Override
    public String name() {
        return "normalize_negative_slice_stop";
    }

    @Override
    public Collection<OpName> looksFor() {
        return List.of(NEG, ATEN_NEG);
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        boolean changed = false;
        for (Node node : graph) {
            if (node.calls(SLICE) && node.args().size() >= 3 && node.args().get(1) instanceof Arg.Int(long dim)) {
                changed |= normalize(graph, node, dim);
            }
        }
        if (changed) {
            DeadCode.remove(graph, List.of());
        }
    }

    private static boolean normalize(Graph graph, Node slice, long dim) {
        Shape shape = Call.specOf(slice.args().get(0)).orElseThrow().shape();
        int axis = Dims.axis(dim, shape.rank());
        List<Arg> args = new ArrayList<>(slice.args());
        boolean changed = false;
        for (int bound = 2; bound <= 3 && bound < args.size(); bound++) {
            if (args.get(bound) instanceof Arg.Ref(Node negative) && (negative.calls(NEG) || negative.calls(ATEN_NEG))) {
                Arg offset = negative.args().get(0);
                args.set(bound, Arg.of(fromStart(graph, slice, axis, shape.dims().get(axis), offset)));
                changed = true;
            }
        }
        if (changed) {
            args.set(1, Arg.of(axis));
            slice.setArgs(args);
        }
        return changed;
    }

    private static Node fromStart(Graph graph, Node slice, int axis, SymExpr extent, Arg offset) {
        List<Node> made = new ArrayList<>();
        graph.insertingBefore(slice, () -> {
            Node size = graph.callOverload(SYM_SIZE, List.of(slice.args().get(0), Arg.of(axis)), Map.of())
                    .setValue(new Value.SymInt(extent));
            Node bound = graph.callOverload(SUB, List.of(Arg.of(size), offset), Map.of());
            if (offset instanceof Arg.Ref(Node count) && count.value() instanceof Value.SymInt(SymExpr number)) {
                bound.setValue(new Value.SymInt(Dims.subtract(extent, number)));
            }
            made.add(bound);
        });
        return made.getFirst();
    }
}
