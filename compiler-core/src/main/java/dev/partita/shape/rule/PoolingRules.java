package dev.partita.shape.rule;

import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.shape.ShapeRules;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;

/** Pooling over the last 1 to 3 axes. */
final class PoolingRules {

    private PoolingRules() {}

    static void register(ShapeRules rules) {
        for (int rank = 1; rank <= 3; rank++) {
            int spatial = rank;
            rules.add("aten.max_pool" + rank + "d.default", call -> ElementwiseRules.tensor(
                    call.dtype("self"), pooled(call, spatial)));
            rules.add("aten.avg_pool" + rank + "d.default", call -> ElementwiseRules.tensor(
                    call.dtype("self"), pooled(call, spatial)));
            if (rank > 1) {
                rules.add("aten.max_pool" + rank + "d_with_indices.default", call -> withIndices(call, spatial));
                rules.add("aten._adaptive_avg_pool" + rank + "d.default", call -> adaptive(call, spatial));
                rules.add("aten.adaptive_max_pool" + rank + "d.default", call -> new Value.Tuple(List.of(
                        adaptive(call, spatial), indices(adaptive(call, spatial)))));
            }
        }
        rules.add("aten.adaptive_avg_pool1d.default", call -> adaptive(call, 1));
    }

    private static Value withIndices(Call call, int spatial) {
        Shape shape = pooled(call, spatial);
        return new Value.Tuple(List.of(
                ElementwiseRules.tensor(call.dtype("self"), shape), ElementwiseRules.tensor(DType.INT64, shape)));
    }

    private static Value indices(Value pooled) {
        return ElementwiseRules.tensor(DType.INT64, pooled.tensor().orElseThrow().shape());
    }

    private static Value adaptive(Call call, int spatial) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        List<SymExpr> wanted = call.dims("output_size");
        for (int i = 0; i < spatial; i++) {
            dims.set(dims.size() - spatial + i, wanted.get(wanted.size() == 1 ? 0 : i));
        }
        return ElementwiseRules.tensor(call.dtype("self"), Shape.of(dims));
    }

    private static Shape pooled(Call call, int spatial) {
        List<SymExpr> dims = new ArrayList<>(call.shape("self").dims());
        boolean ceil = call.flag("ceil_mode");
        for (int i = 0; i < spatial; i++) {
            int axis = dims.size() - spatial + i;
            long kernel = at(call, "kernel_size", i, 1);
            long stride = at(call, "stride", i, kernel);
            long padding = at(call, "padding", i, 0);
            long dilation = call.declares("dilation") ? at(call, "dilation", i, 1) : 1;
            dims.set(axis, extent(dims.get(axis), new Window(kernel, stride, padding, dilation, ceil)));
        }
        return Shape.of(dims);
    }

    private record Window(long kernel, long stride, long padding, long dilation, boolean ceil) {}

    /** With {@code ceil}, a last window counts only when it starts inside the input or its left padding. */
    private static SymExpr extent(SymExpr input, Window window) {
        long reach = window.dilation * (window.kernel - 1) + 1;
        SymExpr span = Dims.add(input, 2 * window.padding - reach + (window.ceil ? window.stride - 1 : 0));
        SymExpr extent = Dims.add(Dims.floorDivide(span, window.stride), 1);
        if (window.ceil && extent instanceof SymExpr.Constant(long count) && input instanceof SymExpr.Constant(long size)
                && (count - 1) * window.stride >= size + window.padding) {
            return SymExpr.of(count - 1);
        }
        return extent;
    }

    private static long at(Call call, String name, int index, long absent) {
        long[] values = call.integers(name);
        return values.length == 0 ? absent : values.length == 1 ? values[0] : values[index];
    }
}
