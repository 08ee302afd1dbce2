package dev.partita.handback;

import dev.partita.compile.KnownSizes;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.SizeFunctions;
import dev.partita.ir.Value;
import dev.partita.tensor.Linear;
import dev.partita.tensor.SymExpr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes sizes into a graph that no engine gives because they are known before: Python reads extents of the program's inputs
 * and computes with its own functions on numbers, without waiting for the GPU.
 *
 * <pre>
 * 17*s0, where x: float32[s0, 3]  becomes  sym_size.int(x, 0), _operator.mul(17, sym_size)
 * </pre>
 */
final class SizeCalls {

    private static final OpName SYM_SIZE = OpName.of("aten.sym_size.int");
    private static final OpName SUB = OpName.of("_operator.sub");
    private static final OpName FLOOR_DIV = OpName.of("_operator.floordiv");

    private final Graph graph;
    private final KnownSizes known;
    private final UnaryOperator<Node> inputs;
    private final Map<SymExpr, Arg> written = new HashMap<>();

    /** @param inputs the placeholder in {@code graph} for one of the lowered graph */
    SizeCalls(Graph graph, KnownSizes known, UnaryOperator<Node> inputs) {
        this.graph = graph;
        this.known = known;
        this.inputs = inputs;
    }

    /** The node that computes a {@link KnownSizes#expression known} number, which is no constant. */
    Node write(SymExpr expression) {
        if (value(expression) instanceof Arg.Ref(Node node)) {
            return node;
        }
        throw new IllegalArgumentException(expression + " is a constant");
    }

    private Arg value(SymExpr expression) {
        Arg before = written.get(expression);
        if (before == null) {
            before = compute(expression);
            written.put(expression, before);
        }
        return before;
    }

    private Arg compute(SymExpr expression) {
        return switch (expression) {
            case SymExpr.Constant(long value) -> Arg.of(value);
            case SymExpr.Real(double value) -> new Arg.Float(value);
            case SymExpr.Symbol(String name) -> symbol(name);
            case SymExpr.Call call -> Arg.of(SizeFunctions.write(graph, call, call.arguments(), this::value)
                    .orElseThrow(() -> unexpected(call)));
            case SymExpr.Unknown unknown -> throw unexpected(unknown);
        };
    }

    private Arg symbol(String name) {
        KnownSizes.Extent extent = known.extent(name)
                .orElseThrow(() -> new HandBackException("no input tells the value of " + name));
        Linear form = extent.form();
        Value read = new Value.SymInt(extent.input().value().tensor().orElseThrow().shape().dim(extent.axis()));
        Arg size = number(SYM_SIZE, Arg.of(inputs.apply(extent.input())), extent.axis(), read);
        Value value = new Value.SymInt(SymExpr.symbol(name));
        if (form.offset() != 0) {
            size = number(SUB, size, form.offset(), value);
        }
        return form.scale() == 1 ? size : number(FLOOR_DIV, size, form.scale(), value);
    }

    private Arg number(OpName op, Arg left, long right, Value value) {
        return Arg.of(graph.call(op, List.of(left, Arg.of(right)), Map.of()).setValue(value));
    }

    private static HandBackException unexpected(SymExpr expression) {
        return new HandBackException("the size '" + expression + "' has no form in a file for Python");
    }
}
