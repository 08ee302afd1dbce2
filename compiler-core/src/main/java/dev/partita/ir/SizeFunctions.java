package dev.partita.ir;

import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymFunction;
import dev.partita.tensor.SymMath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sizes as nodes: which of Python's functions on numbers computes a function that stands in a size, and the calls of it. */
public final class SizeFunctions {

    private SizeFunctions() {}

    /** Functions of several arguments are calls of two, from the left. Empty where a graph has no such call. */
    public static Optional<OpName> of(SymFunction function) {
        return Optional.ofNullable(switch (function) {
            case ADD -> "_operator.add";
            case MUL -> "_operator.mul";
            case FLOOR_DIV, CLEAN_DIV -> "_operator.floordiv";
            case MOD -> "_operator.mod";
            case TRUE_DIV -> "_operator.truediv";
            case MIN -> "torch.sym_min";
            case MAX -> "torch.sym_max";
            case TO_FLOAT -> "torch.sym_float";
            case POW, CEIL_DIV, MODULAR_INDEXING, ABS, TRUNC_TO_INT, ROUND_TO_INT, FLOOR_TO_INT, CEIL_TO_INT, WHERE, EQ, NE,
                    LT, LE, GT, GE, AND, OR, NOT -> null;
        }).map(OpName::of);
    }

    /**
     * Writes the calls that compute {@code size} at the graph's insertion point and gives back the last of them; each tells the
     * part of the size that it has come to. Empty where a graph has no such call.
     *
     * <pre>
     * 2*s0*s1  becomes  mul(2, s0) : int(2*s0), mul(mul, s1) : int(2*s0*s1)
     * </pre>
     *
     * @param operands those of {@code size}, in the order in which they are to be computed
     * @param read the argument that stands for an operand
     */
    public static Optional<Node> write(
            Graph graph, SymExpr.Call size, List<SymExpr> operands, Function<SymExpr, Arg> read) {
        return of(size.function()).map(op -> {
            Arg first = read.apply(operands.getFirst());
            if (operands.size() == 1) {
                return graph.call(op, List.of(first), Map.of()).setValue(valueOf(size));
            }
            Node result = graph.call(op, List.of(first, read.apply(operands.get(1))), Map.of());
            for (int i = 2; i < operands.size(); i++) {
                result.setValue(valueOf(SymMath.call(size.function(), operands.subList(0, i))));
                result = graph.call(op, List.of(Arg.of(result), read.apply(operands.get(i))), Map.of());
            }
            return result.setValue(valueOf(size));
        });
    }

    private static Value valueOf(SymExpr size) {
        return isReal(size) ? new Value.SymFloat(size) : new Value.SymInt(size);
    }

    private static boolean isReal(SymExpr size) {
        return switch (size) {
            case SymExpr.Real _ -> true;
            case SymExpr.Call(SymFunction function, List<SymExpr> arguments) ->
                function == SymFunction.TRUE_DIV || function == SymFunction.TO_FLOAT
                        || arguments.stream().anyMatch(SizeFunctions::isReal);
            case SymExpr.Constant _, SymExpr.Symbol _, SymExpr.Unknown _ -> false;
        };
    }
}
