package dev.partita.convert.op;

import dev.partita.convert.Arguments;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.convert.Reshape;
import dev.partita.convert.Weights;
import dev.partita.ir.Arg;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The index tensors of an indexing call, one per indexed axis, INT64, counted from the front. A mask stands for as many
 * indices as it has axes.
 *
 * @param axes the indexed axes, ascending
 * @param dims the symbolic extents of each index
 */
record IndexTuple(List<Integer> axes, List<NetworkTensor> indices, List<List<SymExpr>> dims) {

    static IndexTuple of(OpCall call, int argument) {
        List<Integer> axes = new ArrayList<>();
        List<NetworkTensor> indices = new ArrayList<>();
        List<List<SymExpr>> dims = new ArrayList<>();
        List<SymExpr> extents = call.inputSpec(0).shape().dims();
        int axis = 0;
        for (Arg item : call.items(argument)) {
            Optional<TensorSpec> spec = Arguments.spec(item);
            if (spec.isEmpty()) {
                axis++;
            } else if (spec.get().dtype() == DType.BOOL) {
                NetworkTensor places = call.layers().add(new Layer.NonZero(call.tensor(item)));
                // How many there are is known only when running: the shape that the graph gives the result names it.
                for (int i = 0; i < spec.get().rank(); i++) {
                    axes.add(axis++);
                    indices.add(column(call.layers(), places, i));
                    dims.add(List.of(countOf(call, places)));
                }
            } else {
                indices.add(fromFront(call, item, extents.get(axis)));
                dims.add(spec.get().shape().dims());
                axes.add(axis++);
            }
        }
        return new IndexTuple(axes, indices, dims);
    }

    /** A name for the number of true places, whose value is the extent of {@code places}. */
    private static SymExpr countOf(OpCall call, NetworkTensor places) {
        SymExpr count = SymExpr.symbol("count_" + call.node().name() + "_" + places.id());
        call.sizes().learnExtent(count, places, 1);
        return count;
    }

    private static NetworkTensor column(Layers layers, NetworkTensor places, int row) {
        NetworkTensor index = layers.integers(List.of((long) row), List.of(), DType.INT32);
        return layers.cast(layers.gather(places, index, 0), DType.INT64);
    }

    /** Torch lets indices count from the end, TensorRT does not. */
    private static NetworkTensor fromFront(OpCall call, Arg item, SymExpr extent) {
        Layers layers = call.layers();
        Optional<WeightSource> known = call.weights(item);
        if (known.isPresent() && known.get().dims().size() <= 1 && extent.isConstant()) {
            double[] values = Weights.values(known.get());
            long size = extent.constantValue().orElseThrow();
            List<Long> wrapped =
                    Arrays.stream(values).mapToObj(v -> (long) (v < 0 ? v + size : v)).toList();
            return layers.integers(wrapped, known.get().dims(), DType.INT64);
        }
        NetworkTensor index = call.operand(item, DType.INT64, 0);
        NetworkTensor negative =
                layers.elementWise(index, layers.number(0, DType.INT64, index.rank()), ElementWiseOperation.LESS);
        NetworkTensor wrapped = layers.elementWise(index, size(call, extent, index.rank()), ElementWiseOperation.SUM);
        return layers.select(negative, wrapped, index);
    }

    private static NetworkTensor size(OpCall call, SymExpr extent, int rank) {
        Layers layers = call.layers();
        if (extent.isConstant()) {
            List<Long> ones = Collections.nCopies(rank, 1L);
            return layers.integers(List.of(extent.constantValue().orElseThrow()), ones, DType.INT64);
        }
        return layers.squeeze(layers.cast(call.sizes().value(extent), DType.INT64), List.of(0));
    }

    boolean areNeighbours() {
        return axes.getLast() - axes.getFirst() == axes.size() - 1;
    }

    /** Axis order with the indexed axes in front. */
    List<Integer> indexedFirst(int rank) {
        List<Integer> order = new ArrayList<>(axes);
        IntStream.range(0, rank).filter(axis -> !axes.contains(axis)).forEach(order::add);
        return order;
    }

    /** The extents to which all indices broadcast. */
    List<SymExpr> commonDims() {
        int rank = dims.stream().mapToInt(List::size).max().orElse(0);
        List<SymExpr> common = new ArrayList<>(Collections.nCopies(rank, SymExpr.of(1)));
        for (List<SymExpr> each : dims) {
            for (int axis = 0; axis < each.size(); axis++) {
                int place = rank - each.size() + axis;
                if (!each.get(axis).equals(SymExpr.of(1))) {
                    common.set(place, each.get(axis));
                }
            }
        }
        return common;
    }

    /** All indices side by side along a new last axis, as ND gathers and scatters want them. */
    NetworkTensor stacked(OpCall call) {
        List<SymExpr> common = commonDims();
        List<NetworkTensor> columns = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            NetworkTensor wide = call.layers().toRank(indices.get(i), common.size());
            List<SymExpr> from = new ArrayList<>(
                    Collections.nCopies(common.size() - dims.get(i).size(), SymExpr.of(1)));
            from.addAll(dims.get(i));
            NetworkTensor stretched = Reshape.stretched(call, wide, from, common);
            columns.add(call.layers().unsqueeze(stretched, List.of(common.size())));
        }
        return call.layers().concat(columns, common.size());
    }

    static Extents zeros(int rank) {
        return Extents.of(Collections.nCopies(rank, 0L));
    }
}
