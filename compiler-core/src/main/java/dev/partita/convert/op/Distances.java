package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.ir.Node;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.ReduceOperation;
import dev.partita.network.UnaryOperation;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Distances between all pairs of rows: differences by broadcasting, then the norm over the last axis. */
public final class Distances {

    private Distances() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten._cdist_forward.default", Distances::cdist),
                row("aten._pdist_forward.default", Distances::pdist).unless(Distances::pdistObstacle),
                row("aten.linalg_cross.default", Distances::cross).unless(Distances::crossObstacle));
    }

    private static Converted cdist(OpCall call) {
        NetworkTensor left = call.tensor(0, call.dtype());
        NetworkTensor right = call.tensor(1, call.dtype());
        Layers layers = call.layers();
        NetworkTensor rows = layers.unsqueeze(left, List.of(left.rank() - 1));
        NetworkTensor columns = layers.unsqueeze(right, List.of(right.rank() - 2));
        NetworkTensor difference = layers.elementWise(rows, columns, ElementWiseOperation.SUB);
        return Converted.of(norm(layers, difference, call.real(2, 2)));
    }

    private static NetworkTensor norm(Layers layers, NetworkTensor x, double p) {
        List<Integer> last = List.of(x.rank() - 1);
        NetworkTensor size = layers.unary(x, UnaryOperation.ABS);
        if (p == 0) {
            NetworkTensor zero = layers.number(0, x.dtype(), x.rank());
            NetworkTensor differs = layers.elementWise(size, zero, ElementWiseOperation.GREATER);
            return layers.reduce(layers.cast(differs, x.dtype()), ReduceOperation.SUM, last, false);
        }
        boolean nothingToCompare = x.dim(-1) == 0;
        if (p == 1 || nothingToCompare) {
            return layers.reduce(size, ReduceOperation.SUM, last, false);
        }
        if (p == 2) {
            NetworkTensor squares = layers.elementWise(x, x, ElementWiseOperation.PROD);
            return layers.unary(layers.reduce(squares, ReduceOperation.SUM, last, false), UnaryOperation.SQRT);
        }
        if (Double.isInfinite(p)) {
            return layers.reduce(size, ReduceOperation.MAX, last, false);
        }
        NetworkTensor powers = layers.elementWise(size, p, ElementWiseOperation.POW);
        NetworkTensor sum = layers.reduce(powers, ReduceOperation.SUM, last, false);
        return layers.elementWise(sum, 1 / p, ElementWiseOperation.POW);
    }

    private static Optional<String> pdistObstacle(Node node, CompilationSettings settings) {
        if (!node.value().tensor().filter(spec -> spec.dtype().isFloatingPoint()).isPresent()) {
            return Optional.of("distances are real numbers");
        }
        return Arguments.spec(node, 0).filter(spec -> spec.shape().dim(0).isConstant()).isPresent()
                ? Optional.empty()
                : Optional.of("the number of rows must be known");
    }

    /** The pairs above the diagonal, row by row. */
    private static Converted pdist(OpCall call) {
        Layers layers = call.layers();
        NetworkTensor x = call.tensor(0, call.dtype());
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        for (long i = 0; i < x.dim(0); i++) {
            for (long k = i + 1; k < x.dim(0); k++) {
                first.add(i);
                second.add(k);
            }
        }
        NetworkTensor left = layers.gather(x, layers.integers(first, List.of((long) first.size()), DType.INT64), 0);
        NetworkTensor right = layers.gather(x, layers.integers(second, List.of((long) second.size()), DType.INT64), 0);
        NetworkTensor difference = layers.elementWise(left, right, ElementWiseOperation.SUB);
        return Converted.of(norm(layers, difference, call.real(1, 2)));
    }

    private static Optional<String> crossObstacle(Node node, CompilationSettings settings) {
        boolean three = List.of(0, 1).stream().allMatch(index -> Arguments.spec(node, index)
                .filter(spec -> spec.shape().dim(crossedAxis(node, spec.rank())).equals(SymExpr.of(3)))
                .isPresent());
        return three ? Optional.empty() : Optional.of("the crossed axis must have three elements");
    }

    /** {@code a[1,2,0] * b[2,0,1] - a[2,0,1] * b[1,2,0]}. */
    private static Converted cross(OpCall call) {
        Layers layers = call.layers();
        NetworkTensor a = call.operand(0, call.dtype(), call.rank());
        NetworkTensor b = call.operand(1, call.dtype(), call.rank());
        int axis = crossedAxis(call.node(), call.rank());
        NetworkTensor forward = layers.integers(List.of(1L, 2L, 0L), List.of(3L), DType.INT64);
        NetworkTensor backward = layers.integers(List.of(2L, 0L, 1L), List.of(3L), DType.INT64);
        NetworkTensor plus = layers.elementWise(
                layers.gather(a, forward, axis), layers.gather(b, backward, axis), ElementWiseOperation.PROD);
        NetworkTensor minus = layers.elementWise(
                layers.gather(a, backward, axis), layers.gather(b, forward, axis), ElementWiseOperation.PROD);
        return Converted.of(layers.elementWise(plus, minus, ElementWiseOperation.SUB));
    }

    private static int crossedAxis(Node node, int rank) {
        long given = node.arg(2, "dim")
                .flatMap(Arguments::size)
                .map(size -> size.constantValue().orElse(-1))
                .orElse(-1L);
        return Arguments.axis(given, rank);
    }
}
