package dev.partita.convert.op;

import dev.partita.convert.Layers;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.TopKOperation;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The first k elements along an axis, in order, and their places: a TopK layer within that layer's limits. */
final class Ranking {

    /** TensorRT looks along one of the last axes only. */
    private static final int REACHABLE_AXES = 4;

    private Ranking() {}

    /** Values, and INT64 places. A vector is looked at as a row: the layer wants two axes. */
    static List<NetworkTensor> first(Layers layers, NetworkTensor x, long k, int axis, TopKOperation operation) {
        if (x.rank() == 1) {
            return first(layers, layers.unsqueeze(x, List.of(0)), k, 1, operation).stream()
                    .map(found -> layers.squeeze(found, List.of(0)))
                    .toList();
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        int at = axis;
        if (axis < x.rank() - REACHABLE_AXES) {
            at = x.rank() - 1;
            Collections.swap(order, axis, at);
        }
        List<NetworkTensor> found =
                layers.addAll(new Layer.TopK(layers.permute(x, order), operation, Extents.of(k), at));
        return List.of(
                layers.permute(found.get(0), order), layers.cast(layers.permute(found.get(1), order), DType.INT64));
    }
}
