package dev.partita.worker.torch.evaluator;

import dev.partita.network.Layer;
import dev.partita.network.SampleMode;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Slices axis by axis: {@code output[i] = input[start + i * stride]}, with the mode's answer beyond the edge. */
final class SliceEvaluator {

    private final Aten aten;

    SliceEvaluator(Aten aten) {
        this.aten = aten;
    }

    Tensor run(Layer.Slice layer, NetworkEvaluator.Scope scope) {
        List<Long> start = LayerEvaluator.numbers(layer.start(), scope);
        List<Long> size = LayerEvaluator.numbers(layer.size(), scope);
        List<Long> stride = LayerEvaluator.numbers(layer.stride(), scope);
        Tensor x = scope.get(layer.input());
        SampleMode mode = layer.edge().mode();
        Tensor outside = null;
        for (int axis = 0; axis < size.size(); axis++) {
            List<Long> places = new ArrayList<>();
            List<Long> beyond = new ArrayList<>();
            long extent = x.size(axis);
            for (long i = 0; i < size.get(axis); i++) {
                long place = start.get(axis) + i * stride.get(axis);
                boolean inside = place >= 0 && place < extent;
                if (!inside && mode == SampleMode.STRICT_BOUNDS) {
                    throw new IllegalStateException("element " + place + " of axis " + axis + ", which has " + extent);
                }
                places.add(inside ? place : folded(place, extent, mode));
                beyond.add(inside ? 0L : 1L);
            }
            if (mode == SampleMode.FILL && beyond.contains(1L)) {
                Tensor along = vector(beyond, DType.BOOL, axis, size.size());
                outside = outside == null ? along : aten.call("logical_or", outside, along);
            }
            if (extent == 0 && mode == SampleMode.FILL) {
                List<Long> dims = new ArrayList<>(Aten.dims(x));
                dims.set(axis, size.get(axis));
                x = aten.call("new_zeros", x, dims);
            } else {
                x = aten.call("index_select", x, (long) axis, vector(places, DType.INT64, 0, 1));
            }
        }
        if (outside == null) {
            return x;
        }
        Tensor fill = layer.edge().fill().map(scope::get).orElseGet(() -> aten.cast(
                aten.tensor(new WeightSource.Integers(List.of(0L), List.of(), DType.INT64)),
                layer.input().dtype()));
        return aten.call("where.self", outside, fill, x);
    }

    private static long folded(long place, long extent, SampleMode mode) {
        return switch (mode) {
            case WRAP -> Math.floorMod(place, extent);
            case CLAMP -> Math.clamp(place, 0, extent - 1);
            case REFLECT -> {
                long period = Math.max(1, 2 * (extent - 1));
                long within = Math.floorMod(place, period);
                yield within < extent ? within : period - within;
            }
            case FILL, STRICT_BOUNDS -> 0;
        };
    }

    private Tensor vector(List<Long> values, DType dtype, int axis, int rank) {
        List<Long> dims = new ArrayList<>(Collections.nCopies(rank, 1L));
        dims.set(axis, (long) values.size());
        return aten.tensor(new WeightSource.Integers(values, dims, dtype));
    }
}
