package dev.partita.compile;

import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.SizeFunctions;
import dev.partita.ir.Value;
import dev.partita.tensor.Linear;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymFunction;
import dev.partita.tensor.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of a program that follow from the shapes of its inputs. Whoever runs the program knows them before anything
 * runs: no engine needs to hand them out, and nobody waits for a GPU to read them.
 */
public final class KnownSizes {

    /**
     * An extent of an input that tells a symbol's value.
     *
     * @param input a placeholder
     * @param form what the extent is in terms of the symbol
     */
    public record Extent(Node input, int axis, Linear form) {}

    private final Map<String, Extent> extents = new HashMap<>();

    /** @param graph the lowered graph */
    public KnownSizes(Graph graph) {
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER && node.value() instanceof Value.Tensor(TensorSpec spec)) {
                for (int axis = 0; axis < spec.rank(); axis++) {
                    learn(node, axis, spec.shape().dim(axis));
                }
            }
        }
    }

    private void learn(Node input, int axis, SymExpr extent) {
        Linear.of(extent).ifPresent(form -> extents.putIfAbsent(form.symbol(), new Extent(input, axis, form)));
    }

    /** Which extent tells the symbol; empty when none does, as when it depends on data. */
    public Optional<Extent> extent(String symbol) {
        return Optional.ofNullable(extents.get(symbol));
    }

    /** The node's value in terms of the inputs' symbols; empty when it is no number, or nobody knows it before the run. */
    public Optional<SymExpr> expression(Node node) {
        Optional<SymExpr> number = switch (node.value()) {
            case Value.SymInt(SymExpr expression) -> Optional.of(expression);
            case Value.SymFloat(SymExpr expression) -> Optional.of(expression);
            case Value.SymBool _, Value.Tensor _, Value.Tuple _, Value.Literal _, Value.None _ -> Optional.empty();
        };
        return number.filter(expression -> !expression.symbols().isEmpty() && isKnown(expression));
    }

    /** Only what Python has functions for: a file for Python computes it with them. */
    private boolean isKnown(SymExpr expression) {
        return switch (expression) {
            case SymExpr.Symbol(String name) -> extents.containsKey(name);
            case SymExpr.Constant _, SymExpr.Real _ -> true;
            case SymExpr.Unknown _ -> false;
            case SymExpr.Call(SymFunction function, List<SymExpr> arguments) ->
                SizeFunctions.of(function).isPresent() && arguments.stream().allMatch(this::isKnown);
        };
    }
}
