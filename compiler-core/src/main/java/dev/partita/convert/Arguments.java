package dev.partita.convert;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymFunction;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/** What a node's arguments say before any conversion: for checks, which have no network. */
public final class Arguments {

    private Arguments() {}

    /** The positional argument, unless left out or None. */
    public static Optional<Arg> of(Node node, int index) {
        return node.arg(index).filter(arg -> !(arg instanceof Arg.None));
    }

    /** Element type and shape, when the argument is a tensor. */
    public static Optional<TensorSpec> spec(Arg arg) {
        return arg instanceof Arg.Ref(Node input) ? input.value().tensor() : Optional.empty();
    }

    public static Optional<TensorSpec> spec(Node node, int index) {
        return of(node, index).flatMap(Arguments::spec);
    }

    /** An integer, known or made of symbols. */
    public static Optional<SymExpr> size(Arg arg) {
        return switch (arg) {
            case Arg.Int(long value) -> Optional.of(SymExpr.of(value));
            case Arg.Bool(boolean value) -> Optional.of(SymExpr.of(value ? 1 : 0));
            case Arg.Sym(SymExpr value) -> Optional.of(value);
            case Arg.Ref(Node input) when input.value() instanceof Value.SymInt(SymExpr expression) ->
                Optional.of(expression);
            default -> Optional.empty();
        };
    }

    public static Optional<Double> real(Arg arg) {
        return switch (arg) {
            case Arg.Float(double value) -> Optional.of(value);
            case Arg.Int(long value) -> Optional.of((double) value);
            case Arg.Bool(boolean value) -> Optional.of(value ? 1.0 : 0.0);
            default -> Optional.empty();
        };
    }

    /** The integer at {@code index} when it is known; {@code fallback} when left out; empty when symbolic. */
    public static Optional<Long> integer(Node node, int index, long fallback) {
        Optional<Arg> arg = of(node, index);
        if (arg.isEmpty()) {
            return Optional.of(fallback);
        }
        return size(arg.get()).flatMap(size -> size.isConstant()
                ? Optional.of(size.constantValue().orElseThrow())
                : Optional.empty());
    }

    public static boolean flag(Node node, int index, boolean fallback) {
        return of(node, index).map(arg -> arg instanceof Arg.Bool(boolean value) ? value : fallback).orElse(fallback);
    }

    /** Known integers of a list argument; empty when one of them is symbolic. */
    public static Optional<List<Long>> integers(Node node, int index) {
        List<Arg> items = switch (of(node, index).orElse(Arg.NONE)) {
            case Arg.ListOf(List<Arg> list) -> list;
            case Arg.None _ -> List.of();
            case Arg single -> List.of(single);
        };
        List<Long> values = items.stream()
                .flatMap(item -> size(item).stream())
                .filter(SymExpr::isConstant)
                .map(size -> size.constantValue().orElseThrow())
                .toList();
        return values.size() == items.size() ? Optional.of(values) : Optional.empty();
    }

    /** Counted from the front. */
    public static int axis(long axis, int rank) {
        return Math.toIntExact(axis < 0 ? axis + Math.max(rank, 1) : axis);
    }

    /** Whether the expression is a real number rather than an integer. */
    static boolean isReal(SymExpr expression) {
        return switch (expression) {
            case SymExpr.Constant _, SymExpr.Unknown _ -> false;
            case SymExpr.Real _ -> true;
            // Symbolic floats are named zuf0, zuf1...
            case SymExpr.Symbol(String name) -> name.startsWith("zuf");
            case SymExpr.Call(SymFunction function, List<SymExpr> arguments) ->
                function == SymFunction.TRUE_DIV
                        || function == SymFunction.TO_FLOAT
                        || ((function == SymFunction.ADD || function == SymFunction.MUL)
                                && arguments.stream().anyMatch(Arguments::isReal));
        };
    }
}
