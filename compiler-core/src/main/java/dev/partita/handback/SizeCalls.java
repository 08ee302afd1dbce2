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
import dev.partita.tensor.SymFunction;
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
            case SymExpr.Call call -> call(call);
            case SymExpr.Unknown unknown -> throw unexpected(unknown);
        };
    }

    private Arg symbol(String name) {
        KnownSizes.Extent extent = known.extent(name)
                .orElseThrow(() -> new HandBackException("no input tells the value of " + name));
        Linear form = extent.form();
        Value value = new Value.SymInt(SymExpr.symbol(name));
        Arg size = Arg.of(graph.call(SYM_SIZE, List.of(Arg.of(inputs.apply(extent.input())), Arg.of(extent.axis())), Map.of())
                .setValue(new Value.SymInt(extent.input().value().tensor().orElseThrow().shape().dim(extent.axis()))));
        if (form.offset() != 0) {
            size = number(SUB, List.of(size, Arg.of(form.offset())), value);
        }
        return form.scale() == 1 ? size : number(FLOOR_DIV, List.of(size, Arg.of(form.scale())), value);
    }

    private Arg call(SymExpr.Call call) {
        OpName op = SizeFunctions.of(call.function()).orElseThrow(() -> unexpected(call));
        return folded(op, call.arguments().stream().map(this::value).toList(), call);
    }

    /** Calls of two arguments from the left, or one call of one. */
    private Arg folded(OpName op, List<Arg> arguments, SymExpr.Call whole) {
        if (arguments.size() == 1) {
            return number(op, arguments, valueOf(whole));
        }
        Arg result = arguments.getFirst();
        for (int i = 1; i < arguments.size(); i++) {
            SymExpr part = i == arguments.size() - 1
                    ? whole : new SymExpr.Call(whole.function(), whole.arguments().subList(0, i + 1));
            result = number(op, List.of(result, arguments.get(i)), valueOf(part));
        }
        return result;
    }

    private Arg number(OpName op, List<Arg> arguments, Value value) {
        return Arg.of(graph.call(op, arguments, Map.of()).setValue(value));
    }

    private static Value valueOf(SymExpr expression) {
        return isReal(expression) ? new Value.SymFloat(expression) : new Value.SymInt(expression);
    }

    private static boolean isReal(SymExpr expression) {
        return switch (expression) {
            case SymExpr.Real _ -> true;
            case SymExpr.Call(SymFunction function, List<SymExpr> arguments) ->
                function == SymFunction.TRUE_DIV || function == SymFunction.TO_FLOAT
                        || arguments.stream().anyMatch(SizeCalls::isReal);
            case SymExpr.Constant _, SymExpr.Symbol _, SymExpr.Unknown _ -> false;
        };
    }

    private static HandBackException unexpected(SymExpr expression) {
        return new HandBackException("the size '" + expression + "' has no form in a file for Python");
    }
}
