package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.lowering.LoweringOptions;
import dev.partita.settings.PrecisionRequest;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a node compute in the type that the settings ask for; what is around it keeps its types.
 *
 * <p>Before: {@code relu(x)} in float32. After: {@code relu(x.to(float16)).to(float32)}, for each floating-point argument
 * and result. Does not touch casts, {@code getitem}, and calls without a floating-point argument; integers stay.
 */
public final class CastRequestedNodes implements Pass {

    private static final OpName TO_COPY = OpName.of("aten._to_copy.default");
    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final ShapeRules shapes;

    public CastRequestedNodes(ShapeRules shapes) {
        this.shapes = shapes;
    }

    @Override
    public String name() {
        return "cast_requested_nodes";
    }

    @Override
    public void run(Graph graph, LoweringOptions options) {
        if (options.precisions().isEmpty()) {
            return;
        }
        for (Node node : graph.nodes()) {
            if (node.isCall() && !node.calls(TO_COPY) && !node.calls(GETITEM)) {
                PrecisionRequest.find(options.precisions(), node.name(), node.op().qualified(), node.origin().modulePath())
                        .ifPresent(dtype -> cast(graph, node, dtype));
            }
        }
    }

    private void cast(Graph graph, Node node, DType dtype) {
        if (node.inputs().stream().noneMatch(CastRequestedNodes::isFloating)) {
            return;
        }
        List<Arg> args = new ArrayList<>();
        Map<String, Arg> kwargs = new LinkedHashMap<>();
        graph.insertingBefore(node, () -> {
            node.args().forEach(arg -> args.add(cast(graph, arg, dtype)));
            node.kwargs().forEach((name, arg) -> kwargs.put(name, cast(graph, arg, dtype)));
        });
        node.setArguments(args, kwargs);
        Value before = node.value();
        node.setValue(inferred(node).orElseGet(() -> retyped(before, dtype)));
        if (before instanceof Value.Tuple && node.value() instanceof Value.Tuple(List<Value> items)) {
            for (Node reader : List.copyOf(node.users())) {
                if (reader.calls(GETITEM) && reader.args().get(1) instanceof Arg.Int(long index)) {
                    Value declared = reader.value();
                    castBack(graph, reader.setValue(items.get((int) index)), declared);
                }
            }
        } else {
            castBack(graph, node, before);
        }
    }

    private static Arg cast(Graph graph, Arg arg, DType dtype) {
        return switch (arg) {
            case Arg.Ref(Node node) when isFloating(node) -> Arg.of(cast(graph, node, spec(node).shape(), dtype));
            case Arg.ListOf(List<Arg> items) -> Arg.list(items.stream().map(item -> cast(graph, item, dtype)).toList());
            default -> arg;
        };
    }

    private static Node cast(Graph graph, Node node, Shape shape, DType dtype) {
        return spec(node).dtype() == dtype ? node
                : graph.callOverload(TO_COPY, List.of(Arg.of(node)), Map.of("dtype", Arg.of(dtype)))
                        .setValue(Value.of(new TensorSpec(dtype, shape))).setOrigin(node.origin());
    }

    /** Readers get the type that they had. */
    private static void castBack(Graph graph, Node node, Value before) {
        if (!isFloating(node) || !(before instanceof Value.Tensor(TensorSpec declared))
                || declared.dtype() == spec(node).dtype()) {
            return;
        }
        List<Node> readers = List.copyOf(node.users());
        graph.insertingAfter(node, () -> {
            Node back = cast(graph, node, declared.shape(), declared.dtype());
            readers.forEach(reader -> reader.replaceInput(node, back));
        });
    }

    /** An op with a type argument of its own need not yield the type of its operands. */
    private Optional<Value> inferred(Node node) {
        return OpSchemas.standard().find(node.op())
                .flatMap(schema -> shapes.infer(Call.bind(schema, node.args(), node.kwargs())));
    }

    private static Value retyped(Value value, DType dtype) {
        return switch (value) {
            case Value.Tensor(TensorSpec spec) when spec.dtype().isFloatingPoint() ->
                Value.of(new TensorSpec(dtype, spec.shape()));
            case Value.Tuple(List<Value> items) -> new Value.Tuple(items.stream().map(item -> retyped(item, dtype)).toList());
            case Value.Tensor _, Value.SymInt _, Value.SymFloat _, Value.SymBool _, Value.Literal _, Value.None _ -> value;
        };
    }

    private static boolean isFloating(Node node) {
        return node.value() instanceof Value.Tensor(TensorSpec spec) && spec.dtype().isFloatingPoint();
    }

    private static TensorSpec spec(Node node) {
        return node.value().tensor().orElseThrow();
    }
}
