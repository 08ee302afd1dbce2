package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.List;
import java.util.Map;

/** Sliding windows as columns: {@code torch.nn.Unfold}. */
final class PatchDecompositions {

    private PatchDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.im2col.default", PatchDecompositions::columns);
    }

    /** {@code [N, C, H, W]} to {@code [N, C * kernel, windows]}. */
    private static Arg columns(Call call, Tracer tracer) {
        if (call.shape("self").rank() != 4) {
            throw new IllegalArgumentException("unfold of a tensor without a batch axis");
        }
        long[] padding = call.integers("padding");
        Arg rows = positions(call, 0, tracer);
        Arg columns = positions(call, 1, tracer);
        Arg padded = tracer.call("aten.constant_pad_nd.default", call.arg("self"),
                Arg.ints(padding[1], padding[1], padding[0], padding[0]), Arg.of(0.0));
        long rowCount = extent(rows, tracer);
        long columnCount = extent(columns, tracer);
        Arg raised = tracer.call("aten.unsqueeze.default", tracer.call("aten.unsqueeze.default", rows, Arg.of(-1)), Arg.of(-1));
        Arg windows = tracer.call("aten.index.Tensor", padded, Arg.list(List.of(Arg.NONE, Arg.NONE, raised, columns)));
        Arg ordered = tracer.call("aten.permute.default", windows, Arg.ints(0, 1, 2, 4, 3, 5));
        long[] kernel = call.integers("kernel_size");
        SymExpr channels = Dims.multiply(call.shape("self").dim(1), kernel[0] * kernel[1]);
        return tracer.call("aten.reshape.default", ordered, Arg.list(List.of(
                tracer.size(call.arg("self"), 0), new Arg.Sym(channels), Arg.of(rowCount * columnCount))));
    }

    /** {@code [kernel, windows]}: where each window finds each of its elements along one axis. */
    private static Arg positions(Call call, int axis, Tracer tracer) {
        long size = call.shape("self").dim(2 + axis).constantValue().orElseThrow(() ->
                new IllegalArgumentException("unfold over an extent that is not known"));
        long kernel = call.integers("kernel_size")[axis];
        long dilation = call.integers("dilation")[axis];
        long last = size + 2 * call.integers("padding")[axis] - dilation * (kernel - 1);
        Arg starts = tracer.call("aten.unsqueeze.default", range(last, call.integers("stride")[axis], tracer), Arg.of(0));
        Arg grid = tracer.call("aten.unsqueeze.default", range(kernel * dilation, dilation, tracer), Arg.of(-1));
        return tracer.call("aten.add.Tensor", starts, grid);
    }

    private static Arg range(long end, long step, Tracer tracer) {
        return tracer.call("aten.arange.start_step",
                Map.of("dtype", Arg.of(DType.INT64), "layout", new Arg.Layout("strided"), "device", tracer.device(),
                        "pin_memory", Arg.of(false)),
                Arg.of(0), Arg.of(end), Arg.of(step));
    }

    private static long extent(Arg positions, Tracer tracer) {
        return tracer.shape(positions).dim(1).constantValue().orElseThrow();
    }
}
