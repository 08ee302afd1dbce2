package dev.partita.network;

import static dev.partita.network.ElementTypes.require;

import java.util.ArrayList;
import java.util.List;

/** Extents of transposed and reshaped tensors. */
final class ShuffleTyping {

    private ShuffleTyping() {}

    static TensorType output(Layer.Shuffle layer) {
        List<Long> transposed = permuted(layer, layer.input().dims(), layer.firstTranspose());
        List<Long> reshaped =
                layer.reshape().map(extents -> reshaped(layer, transposed, extents)).orElse(transposed);
        return layer.input().type().withDims(permuted(layer, reshaped, layer.secondTranspose()));
    }

    private static List<Long> permuted(Layer layer, List<Long> dims, List<Integer> order) {
        if (order.isEmpty()) {
            return dims;
        }
        require(order.size() == dims.size(), layer, "transpose " + order + " does not fit " + dims);
        return order.stream().map(dims::get).toList();
    }

    private static List<Long> reshaped(Layer.Shuffle layer, List<Long> from, Extents extents) {
        List<Long> to = new ArrayList<>(extents.known());
        if (extents instanceof Extents.Computed) {
            return to;
        }
        int inferred = -1;
        for (int axis = 0; axis < to.size(); axis++) {
            if (to.get(axis) == 0 && layer.zeroIsPlaceholder()) {
                to.set(axis, from.get(axis));
            } else if (to.get(axis) == -1) {
                require(inferred < 0, layer, "only one extent can be inferred");
                inferred = axis;
            }
        }
        if (inferred >= 0) {
            to.set(inferred, inferredExtent(from, extents.known(), to, inferred));
        } else if (!from.contains(TensorType.DYNAMIC) && !to.contains(TensorType.DYNAMIC)) {
            require(product(from) == product(to), layer, "cannot reshape " + from + " to " + to);
        }
        return to;
    }

    /** Known when all others are, not counting dynamic extents that are copied from the same axis. */
    private static long inferredExtent(List<Long> from, List<Long> asked, List<Long> to, int inferred) {
        long have = 1;
        long used = 1;
        for (int axis = 0; axis < from.size(); axis++) {
            boolean copied = axis < asked.size() && asked.get(axis) == 0;
            if (!copied) {
                if (from.get(axis) < 0) {
                    return TensorType.DYNAMIC;
                }
                have *= from.get(axis);
            }
        }
        for (int axis = 0; axis < to.size(); axis++) {
            if (axis != inferred && asked.get(axis) != 0) {
                used *= to.get(axis);
            }
        }
        return used == 0 ? 0 : have / used;
    }

    private static long product(List<Long> dims) {
        return dims.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }
}
