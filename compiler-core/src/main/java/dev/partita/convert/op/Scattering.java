package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.convert.Reshape;
import dev.partita.convert.SizeMath;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.ScatterMode;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Tensors with some elements replaced: Scatter layers; whole stretches along an axis by joining what is before, the new
 * part, and what is behind; elements under a mask by Select.
 */
public final class Scattering {

    private Scattering() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.scatter.src", Scattering::scatter),
                row("aten.scatter.value", Scattering::scatter),
                row("aten.slice_scatter.default", Scattering::sliceScatter).unless(Scattering::stepObstacle),
                row("aten.select_scatter.default", Scattering::selectScatter),
                row("aten.index_copy.default", Scattering::indexCopy),
                row("aten.index_put.default", Scattering::indexPut).unless(Scattering::putObstacle));
    }

    /** TensorRT wants as many updates as indices; torch ignores the surplus. */
    private static Converted scatter(OpCall call) {
        NetworkTensor x = call.tensor(0);
        NetworkTensor indices = call.tensor(2);
        if (x.rank() == 0) {
            return Converted.of(call.operand(3, call.dtype(), 0));
        }
        List<SymExpr> dims = call.inputSpec(2).shape().dims();
        NetworkTensor updates = call.operand(3, call.dtype(), x.rank());
        if (!call.isTensor(3)) {
            updates = Reshape.stretched(call, updates, Collections.nCopies(x.rank(), SymExpr.of(1)), dims);
        } else if (!call.inputSpec(3).shape().dims().equals(dims)) {
            updates = call.layers().add(new Layer.Slice(
                    updates,
                    IndexTuple.zeros(x.rank()),
                    call.sizes().extents(dims),
                    Extents.of(Collections.nCopies(x.rank(), 1L)),
                    Layer.SliceEdge.STRICT));
        }
        int axis = call.axis(1, 0, x.rank());
        return Converted.of(call.layers().add(new Layer.Scatter(x, indices, updates, ScatterMode.ELEMENT, axis)));
    }

    private static Optional<String> stepObstacle(Node node, CompilationSettings settings) {
        long step = Arguments.integer(node, 5, 1).orElse(0L);
        boolean fixed = Arguments.spec(node, 1).filter(spec -> spec.shape().isStatic()).isPresent()
                && Arguments.integer(node, 3, 0).filter(start -> start >= 0 || hasStaticShape(node)).isPresent();
        return step == 1 || fixed ? Optional.empty() : Optional.of("a step other than 1 needs known extents");
    }

    private static boolean hasStaticShape(Node node) {
        return node.value().tensor().filter(spec -> spec.shape().isStatic()).isPresent();
    }

    private static Converted sliceScatter(OpCall call) {
        NetworkTensor x = call.tensor(0);
        NetworkTensor source = call.tensor(1, call.dtype());
        int axis = call.axis(2, 0, x.rank());
        List<SymExpr> dims = call.spec().shape().dims();
        SymExpr extent = dims.get(axis);
        SymExpr start = call.has(3) ? SizeMath.clampedStart(call.size(3), extent) : SymExpr.of(0);
        SymExpr count = call.inputSpec(1).shape().dim(axis);
        long step = call.integer(5, 1);
        if (step != 1) {
            // There is something to place, so a start that counts from the front is within the tensor.
            long first = start.constantValue().orElseGet(() -> call.integer(3, 0));
            List<Long> places = LongStream.range(0, count.constantValue().orElse(0))
                    .map(i -> first + i * step).boxed().toList();
            NetworkTensor indices = call.layers().integers(places, List.of((long) places.size()), DType.INT64);
            return Converted.of(placedAlong(call.layers(), x, axis, indices, source));
        }
        return Converted.of(replaced(call, x, axis, start, count, source));
    }

    /** {@code x[:start] + part + x[start + count:]} along the axis. */
    private static NetworkTensor replaced(
            OpCall call, NetworkTensor x, int axis, SymExpr start, SymExpr count, NetworkTensor part) {
        List<SymExpr> dims = call.spec().shape().dims();
        SymExpr end = SizeMath.sum(start, count);
        SymExpr behind = end.equals(dims.get(axis)) ? SymExpr.of(0) : SizeMath.difference(dims.get(axis), end);
        List<NetworkTensor> parts = new ArrayList<>();
        if (!start.equals(SymExpr.of(0))) {
            parts.add(Slicing.cut(call, x, axis, SymExpr.of(0), with(dims, axis, start), 1));
        }
        parts.add(part);
        if (!behind.equals(SymExpr.of(0))) {
            parts.add(Slicing.cut(call, x, axis, end, with(dims, axis, behind), 1));
        }
        return call.layers().concat(parts, axis);
    }

    private static List<SymExpr> with(List<SymExpr> dims, int axis, SymExpr extent) {
        List<SymExpr> changed = new ArrayList<>(dims);
        changed.set(axis, extent);
        return changed;
    }

    private static Converted selectScatter(OpCall call) {
        NetworkTensor x = call.tensor(0);
        int axis = call.axis(2, 0, x.rank());
        NetworkTensor part = call.layers().unsqueeze(call.tensor(1, call.dtype()), List.of(axis));
        SymExpr place = SizeMath.fromFront(call.size(3), call.spec().shape().dim(axis));
        return Converted.of(replaced(call, x, axis, place, SymExpr.of(1), part));
    }

    private static Converted indexCopy(OpCall call) {
        NetworkTensor x = call.tensor(0);
        int axis = call.axis(1, 0, x.rank());
        NetworkTensor indices = call.layers().toRank(call.tensor(2), 1);
        return Converted.of(placedAlong(call.layers(), x, axis, indices, call.tensor(3, call.dtype())));
    }

    /** Whole layers across one axis replaced: ND scatter with that axis in front. */
    private static NetworkTensor placedAlong(
            Layers layers, NetworkTensor x, int axis, NetworkTensor indices, NetworkTensor source) {
        List<Integer> front = new ArrayList<>(List.of(axis));
        IntStream.range(0, x.rank()).filter(other -> other != axis).forEach(front::add);
        NetworkTensor placed = layers.add(new Layer.Scatter(
                layers.permute(x, front),
                layers.unsqueeze(indices, List.of(1)),
                layers.permute(source, front),
                ScatterMode.ND,
                0));
        return layers.permute(placed, inverse(front));
    }

    static List<Integer> inverse(List<Integer> order) {
        return IntStream.range(0, order.size()).map(order::indexOf).boxed().toList();
    }

    private static Optional<String> putObstacle(Node node, CompilationSettings settings) {
        return Arguments.flag(node, 3, false)
                ? Optional.of("accumulate=True needs a plugin that only Torch-TensorRT's own library has")
                : Optional.empty();
    }

    private static Converted indexPut(OpCall call) {
        Optional<NetworkTensor> masked = underMask(call);
        if (masked.isPresent()) {
            return Converted.of(masked.get());
        }
        NetworkTensor x = call.tensor(0);
        IndexTuple tuple = IndexTuple.of(call, 1);
        Layers layers = call.layers();
        List<Integer> front = tuple.indexedFirst(x.rank());
        NetworkTensor stacked = tuple.stacked(call);
        List<SymExpr> common = tuple.commonDims();
        // The extents of x[indices], to which the values broadcast, in torch's order.
        List<SymExpr> picked = new ArrayList<>();
        front.subList(tuple.axes().size(), x.rank()).forEach(axis -> picked.add(call.spec().shape().dim(axis)));
        int place = tuple.areNeighbours() ? tuple.axes().getFirst() : 0;
        picked.addAll(place, common);
        NetworkTensor values = layers.toRank(call.tensor(2, call.dtype()), picked.size());
        List<SymExpr> from = new ArrayList<>(
                Collections.nCopies(picked.size() - call.inputSpec(2).rank(), SymExpr.of(1)));
        from.addAll(call.inputSpec(2).shape().dims());
        NetworkTensor updates = layers.permute(
                Reshape.stretched(call, values, from, picked),
                inverse(Indexing.resultOrder(tuple, common.size(), picked.size())));
        NetworkTensor scattered =
                layers.add(new Layer.Scatter(layers.permute(x, front), stacked, updates, ScatterMode.ND, 0));
        return Converted.of(layers.permute(scattered, inverse(front)));
    }

    /** One mask from the first axis on, and values that do not depend on the place: a choice. */
    private static Optional<NetworkTensor> underMask(OpCall call) {
        List<Arg> items = call.items(1);
        Optional<TensorSpec> mask = items.size() == 1 ? Arguments.spec(items.getFirst()) : Optional.empty();
        if (mask.isEmpty() || mask.get().dtype() != DType.BOOL) {
            return Optional.empty();
        }
        int behind = call.rank() - mask.get().rank();
        TensorSpec values = call.inputSpec(2);
        boolean alike = values.rank() <= behind
                || (values.rank() == behind + 1 && values.shape().dim(0).equals(SymExpr.of(1)));
        if (!alike) {
            return Optional.empty();
        }
        List<Integer> added = IntStream.range(mask.get().rank(), call.rank()).boxed().toList();
        NetworkTensor condition = call.tensor(items.getFirst());
        NetworkTensor wide = added.isEmpty() ? condition : call.layers().unsqueeze(condition, added);
        NetworkTensor chosen = call.tensor(2, call.dtype());
        return Optional.of(call.layers().select(wide, chosen, call.tensor(0)));
    }
}
