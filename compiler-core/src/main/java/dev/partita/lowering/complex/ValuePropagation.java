package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.LastAxisIndex;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.lowering.LoweringException;
import dev.partita.shape.ShapeRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Element types and shapes of all nodes once more, after some of the nodes have come to read other tensors. */
final class ValuePropagation {

    private static final OpName GETITEM = OpName.of("_operator.getitem");
    private static final OpName SELECT = OpName.of("aten.select.int");

    private final ShapeRules shapes;
    private final Set<Node> rewired;
    private final Set<Node> changed = new HashSet<>();

    private ValuePropagation(ShapeRules shapes, Set<Node> rewired) {
        this.shapes = shapes;
        this.rewired = rewired;
    }

    /** @param rewired nodes that read something else now than when they got their value */
    static void run(Graph graph, ShapeRules shapes, Set<Node> rewired) {
        ValuePropagation propagation = new ValuePropagation(shapes, rewired);
        for (Node node : graph) {
            if (node.isCall()) {
                propagation.visit(node);
            } else if (node.kind() == NodeKind.OUTPUT) {
                node.setValue(returned(node.args().getFirst()));
            }
        }
    }

    private void visit(Node node) {
        boolean fresh = node.value() instanceof Value.None;
        if (!fresh && !rewired.contains(node) && node.inputs().stream().noneMatch(changed::contains)) {
            return;
        }
        Optional<Value> value;
        try {
            value = infer(node);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new LoweringException("Torch-TensorRT, which is to be matched, fails on this program: its rewriting of "
                    + "complex numbers makes a call of " + node.op() + " that is not valid: " + e.getMessage()
                    + ". Without match_torch_tensorrt Partita lowers it", e);
        }
        if (value.isPresent() && (fresh || !value.get().equals(node.value()))) {
            node.setValue(value.get());
            changed.add(node);
        }
    }

    /** Empty when nothing is known about the operator; it then yields what it did before. */
    private Optional<Value> infer(Node node) {
        if (LastAxisIndex.find(node).isPresent()) {
            return infer(SELECT, List.of(node.args().getFirst(), Arg.of(-1),
                    Arg.of(LastAxisIndex.find(node).orElseThrow())), Map.of());
        }
        if (node.calls(GETITEM)) {
            return node.input(0).value() instanceof Value.Tuple(List<Value> items)
                    && node.args().get(1) instanceof Arg.Int(long index)
                    ? Optional.of(items.get(Math.toIntExact(index))) : Optional.empty();
        }
        return infer(node.op(), node.args(), node.kwargs());
    }

    private Optional<Value> infer(OpName op, List<Arg> args, Map<String, Arg> kwargs) {
        Optional<OpSchema> schema = OpSchemas.standard().find(op).filter(found -> shapes.knows(op));
        return schema.flatMap(found -> shapes.infer(Call.bind(found, args, kwargs)));
    }

    private static Value returned(Arg arg) {
        return switch (arg) {
            case Arg.Ref(Node node) -> node.value();
            case Arg.ListOf(List<Arg> items) -> new Value.Tuple(items.stream().map(ValuePropagation::returned).toList());
            case Arg.None _, Arg.Ellipsis _, Arg.Int _, Arg.Float _, Arg.Bool _, Arg.Str _, Arg.Complex _, Arg.Dtype _,
                    Arg.Device _, Arg.Layout _, Arg.MemoryFormat _, Arg.Sym _ -> new Value.Literal(arg);
        };
    }
}
