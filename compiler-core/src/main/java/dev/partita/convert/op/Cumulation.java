package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.convert.Reshape;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.LoopBody;
import dev.partita.network.LoopOutputKind;
import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.SampleMode;
import dev.partita.network.TensorType;
import dev.partita.network.TripLimit;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Running sums. An extent of at most n: log2(n) rounds, each adding the tensor moved on by 1, 2, 4... places; moved by more
 * than there are places it is nothing but zeros. An extent that nothing bounds: a Loop. TensorRT runs a loop's body as one
 * small kernel after another, with the host in between, so that no CUDA graph can hold it.
 */
public final class Cumulation {

    private Cumulation() {}

    public static List<ConverterRow> rows() {
        return List.of(row("aten.cumsum.default", Cumulation::cumsum));
    }

    private static Converted cumsum(OpCall call) {
        NetworkTensor x = call.tensor(0, call.dtype() == DType.BOOL ? DType.INT64 : call.dtype());
        if (x.rank() == 0) {
            return Converted.of(x);
        }
        int axis = call.axis(1, 0, x.rank());
        SymExpr extent = call.spec().shape().dim(axis);
        SymRange bounds = call.context().bounds(extent);
        return Converted.of(bounds.isBounded() ? rounds(call, x, axis, bounds.max()) : loop(call, x, axis, extent));
    }

    private static NetworkTensor rounds(OpCall call, NetworkTensor x, int axis, long most) {
        Layers layers = call.layers();
        Layer.SliceEdge zeros =
                new Layer.SliceEdge(SampleMode.FILL, Optional.of(layers.number(0, x.dtype(), 0)));
        Extents size = call.sizes().extents(call.spec().shape().dims());
        Extents stride = Extents.of(Collections.nCopies(x.rank(), 1L));
        NetworkTensor sum = x;
        for (long move = 1; move < most; move *= 2) {
            List<Long> start = new ArrayList<>(Collections.nCopies(x.rank(), 0L));
            start.set(axis, -move);
            NetworkTensor moved = layers.add(new Layer.Slice(sum, Extents.of(start), size, stride, zeros));
            sum = layers.elementWise(sum, moved, ElementWiseOperation.SUM);
        }
        return sum;
    }

    private static NetworkTensor loop(OpCall call, NetworkTensor x, int axis, SymExpr extent) {
        Layers layers = call.layers();
        List<SymExpr> rowDims = new ArrayList<>(call.spec().shape().dims());
        rowDims.remove(axis);
        NetworkTensor zero = Reshape.stretched(
                call,
                layers.number(0, x.dtype(), rowDims.size()),
                Collections.nCopies(rowDims.size(), SymExpr.of(1)),
                rowDims);
        NetworkTensor count = layers.squeeze(call.sizes().value(extent), List.of(0));
        List<Long> dims = new ArrayList<>(x.dims());
        dims.remove(axis);
        TensorType rowType = new TensorType(x.dtype(), dims);
        NetworkTensor row = layers.network().tensor(rowType);
        NetworkTensor sum = layers.network().tensor(rowType);
        List<NamedLayer> body = new ArrayList<>();
        NetworkTensor next = layers.body(
                body, () -> layers.add(new Layer.ElementWise(sum, row, ElementWiseOperation.SUM)));
        return layers.add(new Layer.Loop(
                TripLimit.COUNT,
                count,
                new LoopBody(
                        List.of(new LoopBody.Recurrence(sum, zero, next)),
                        List.of(new LoopBody.Iterator(row, x, axis, false)),
                        body,
                        List.of(new LoopBody.Result(next, LoopOutputKind.CONCATENATE, axis, Optional.of(count))))));
    }
}
