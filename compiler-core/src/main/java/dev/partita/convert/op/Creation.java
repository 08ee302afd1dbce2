package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.ir.Arg;
import dev.partita.network.Extents;
import dev.partita.network.FillOperation;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.network.WeightSource;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/** Tensors out of nothing: constants when their extents are known, else Fill layers or stretched constants. */
public final class Creation {

    /** Longer ranges are computed by a Fill layer instead of being written out. */
    private static final int LONGEST_WRITTEN_RANGE = 4096;

    private Creation() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.full.default", Creation::full),
                row("aten.full_like.default", Creation::full),
                row("aten.scalar_tensor.default", Creation::scalarTensor),
                row("aten.arange.start_step", Creation::arange));
    }

    private static Converted full(OpCall call) {
        List<SymExpr> dims = call.spec().shape().dims();
        Arg value = call.arg(1).orElseThrow(() -> call.refusal("the value to fill with is missing"));
        return Converted.of(filled(call, call.operand(value, call.dtype(), dims.size()), dims));
    }

    /** A tensor of ones' extents repeated everywhere. */
    private static NetworkTensor filled(OpCall call, NetworkTensor value, List<SymExpr> dims) {
        if (dims.isEmpty()) {
            return value;
        }
        return call.layers().add(new Layer.Slice(
                value,
                Extents.of(Collections.nCopies(dims.size(), 0L)),
                call.sizes().extents(dims),
                Extents.of(Collections.nCopies(dims.size(), 0L)),
                Layer.SliceEdge.STRICT));
    }

    private static Converted scalarTensor(OpCall call) {
        return Converted.of(call.operand(0, call.dtype(), 0));
    }

    private static Converted arange(OpCall call) {
        SymExpr length = call.spec().shape().dim(0);
        boolean integers = call.dtype().isIntegral();
        Arg start = call.arg(0).orElse(Arg.of(0));
        Arg step = call.arg(2).orElse(Arg.of(1));
        if (integers && length.isConstant() && start instanceof Arg.Int(long first) && step instanceof Arg.Int(long by)) {
            long count = length.constantValue().orElseThrow();
            if (count <= LONGEST_WRITTEN_RANGE) {
                List<Long> values = LongStream.range(0, count).map(i -> first + i * by).boxed().toList();
                return new Converted.Known(new WeightSource.Integers(values, List.of(count), call.dtype()));
            }
        }
        DType dtype = integers ? call.dtype() : DType.FLOAT32;
        Layers layers = call.layers();
        NetworkTensor first = call.operand(start, dtype, 0);
        NetworkTensor by = layers.toRank(call.operand(step, dtype, 0), 1);
        return Converted.of(layers.add(new Layer.Fill(
                call.sizes().extents(List.of(length)),
                FillOperation.LINSPACE,
                dtype,
                new Layer.FillValue.Computed(first),
                new Layer.FillValue.Computed(by))));
    }
}
