package dev.partita.ir;

import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a graph as text, one node a line, stable and diffable:
 *
 * <pre>
 * %x = placeholder x : float32[2, s0]
 * %weight = get_attr fc.weight : float32[8, 4]
 * %relu = aten.relu.default(%x) : float32[2, s0]
 * output [%relu]
 * </pre>
 */
public final class GraphPrinter {

    private GraphPrinter() {}

    public static String print(Graph graph) {
        StringBuilder text = new StringBuilder();
        for (Node node : graph) {
            text.append(print(node)).append('\n');
        }
        return text.toString();
    }

    public static String print(Node node) {
        String left = "%" + node.name() + " = ";
        String body = switch (node.kind()) {
            case PLACEHOLDER -> left + "placeholder " + node.target();
            case GET_ATTR -> left + "get_attr " + node.target();
            case CALL_FUNCTION -> left + node.op().shortName() + "(" + arguments(node) + ")";
            case OUTPUT -> "output " + arguments(node);
        };
        return node.kind() == NodeKind.OUTPUT || node.value() instanceof Value.None
                ? body
                : body + " : " + print(node.value());
    }

    /** {@code float32[2, s0]}, {@code int(2*s0)}, {@code (float32[2], int64[2])}. */
    public static String print(Value value) {
        return switch (value) {
            case Value.Tensor(TensorSpec spec) -> spec.toString();
            case Value.SymInt(var expr) -> "int(" + expr + ")";
            case Value.SymFloat(var expr) -> "float(" + expr + ")";
            case Value.SymBool(var expr) -> "bool(" + expr + ")";
            case Value.Tuple(List<Value> items) ->
                items.stream().map(GraphPrinter::print).collect(Collectors.joining(", ", "(", ")"));
            case Value.Literal(Arg literal) -> "literal(" + ArgText.print(literal) + ")";
            case Value.None none -> "none";
        };
    }

    private static String arguments(Node node) {
        List<String> parts = new ArrayList<>();
        node.args().forEach(arg -> parts.add(ArgText.print(arg)));
        node.kwargs().forEach((name, arg) -> parts.add(name + "=" + ArgText.print(arg)));
        return String.join(", ", parts);
    }
}
