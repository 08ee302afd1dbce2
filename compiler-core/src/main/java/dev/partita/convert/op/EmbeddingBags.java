package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.FillOperation;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.ReduceOperation;
import dev.partita.network.UnaryOperation;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.List;
import java.util.Optional;

/**
 * Embedding bags without a loop: a table says which index belongs to which bag (its place is not before the bag's offset
 * and before the next one's); sums and means multiply by that table, maxima choose by it.
 */
public final class EmbeddingBags {

    private EmbeddingBags() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.embedding_bag.default", EmbeddingBags::bags).unless(EmbeddingBags::obstacle),
                row("aten._embedding_bag.default", EmbeddingBags::bags).unless(EmbeddingBags::obstacle),
                row("aten._embedding_bag_forward_only.default", EmbeddingBags::bags).unless(EmbeddingBags::obstacle));
    }

    private static Optional<String> obstacle(Node node, CompilationSettings settings) {
        if (Arguments.spec(node, 1).filter(spec -> spec.rank() == 1).isEmpty()) {
            return Optional.of("the indices must be one row, with offsets");
        }
        boolean more = node.users().stream().anyMatch(user -> !user.op().op().equals("getitem")
                || user.arg(1).filter(Arg.of(0)::equals).isEmpty());
        return more ? Optional.of("only the first result can be computed") : Optional.empty();
    }

    /** Arguments: weight, indices, offsets, scale_grad, mode, sparse, per-sample weights, include_last, padding index. */
    private static Converted bags(OpCall call) {
        Layers layers = call.layers();
        DType dtype = call.dtype();
        NetworkTensor indices = call.tensor(1, DType.INT64);
        NetworkTensor rows = layers.gather(call.tensor(0, dtype), indices, 0);
        NetworkTensor member = membership(call, indices);
        long mode = call.integer(4, 0);
        NetworkTensor bags = mode == 2 ? maxima(layers, rows, member) : sums(call, rows, member, mode == 1);
        return new Converted.Several(List.of(
                Converted.of(bags), Converted.ABSENT, Converted.ABSENT, Converted.ABSENT));
    }

    /** [bags, indices], BOOL. */
    private static NetworkTensor membership(OpCall call, NetworkTensor indices) {
        Layers layers = call.layers();
        SymExpr count = call.inputSpec(1).shape().dim(0);
        SymExpr bags = call.spec().shape().dim(0);
        NetworkTensor starts = call.tensor(2, DType.INT64);
        boolean includesLast = call.flag(7, false);
        NetworkTensor total = layers.cast(call.sizes().value(count), DType.INT64);
        NetworkTensor bounds = includesLast ? starts : layers.concat(List.of(starts, total), 0);
        NetworkTensor first = layers.unsqueeze(part(call, bounds, 0, bags), List.of(1));
        NetworkTensor next = layers.unsqueeze(part(call, bounds, 1, bags), List.of(1));
        NetworkTensor places = layers.unsqueeze(
                layers.add(new Layer.Fill(
                        call.sizes().extents(List.of(count)),
                        FillOperation.LINSPACE,
                        DType.INT64,
                        new Layer.FillValue.Computed(layers.number(0, DType.INT64, 0)),
                        new Layer.FillValue.Computed(layers.number(1, DType.INT64, 1)))),
                List.of(0));
        NetworkTensor before = layers.elementWise(places, first, ElementWiseOperation.LESS);
        NetworkTensor inTime = layers.elementWise(places, next, ElementWiseOperation.LESS);
        NetworkTensor member = layers.elementWise(
                layers.unary(before, UnaryOperation.NOT), inTime, ElementWiseOperation.AND);
        long padding = call.integer(8, -1);
        if (padding < 0) {
            return member;
        }
        NetworkTensor padded = layers.elementWise(
                layers.unsqueeze(indices, List.of(0)), layers.number(padding, DType.INT64, 2), ElementWiseOperation.EQUAL);
        return layers.elementWise(member, layers.unary(padded, UnaryOperation.NOT), ElementWiseOperation.AND);
    }

    private static NetworkTensor part(OpCall call, NetworkTensor bounds, long start, SymExpr count) {
        return Slicing.cut(call, bounds, 0, SymExpr.of(start), List.of(count), 1);
    }

    private static NetworkTensor sums(OpCall call, NetworkTensor rows, NetworkTensor member, boolean mean) {
        Layers layers = call.layers();
        NetworkTensor share = layers.cast(member, rows.dtype());
        NetworkTensor weighted = share;
        if (call.has(6)) {
            NetworkTensor factors = layers.unsqueeze(call.tensor(6, rows.dtype()), List.of(0));
            weighted = layers.elementWise(share, factors, ElementWiseOperation.PROD);
        }
        NetworkTensor sums = layers.matmul(weighted, rows);
        if (!mean) {
            return sums;
        }
        NetworkTensor counts = layers.reduce(share, ReduceOperation.SUM, List.of(1), true);
        return layers.elementWise(
                sums, layers.elementWise(counts, 1, ElementWiseOperation.MAX), ElementWiseOperation.DIV);
    }

    /** Empty bags are zeros. */
    private static NetworkTensor maxima(Layers layers, NetworkTensor rows, NetworkTensor member) {
        NetworkTensor all = layers.unsqueeze(rows, List.of(0));
        NetworkTensor chosen = layers.select(
                layers.unsqueeze(member, List.of(2)),
                all,
                layers.number(Double.NEGATIVE_INFINITY, rows.dtype(), 3));
        NetworkTensor best = layers.reduce(chosen, ReduceOperation.MAX, List.of(1), false);
        NetworkTensor counts =
                layers.reduce(layers.cast(member, DType.INT32), ReduceOperation.SUM, List.of(1), true);
        NetworkTensor filled =
                layers.elementWise(counts, layers.number(0, DType.INT32, 2), ElementWiseOperation.GREATER);
        return layers.select(filled, best, layers.number(0, rows.dtype(), 2));
    }
}
