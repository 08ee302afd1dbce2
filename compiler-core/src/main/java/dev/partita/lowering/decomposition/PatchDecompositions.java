package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.Dims;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sliding windows as columns and back: {@code torch.nn.Unfold} and {@code torch.nn.Fold}. */
final class PatchDecompositions {

    private PatchDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.im2col.default", (call, tracer) -> batched(call, PatchDecompositions::columns, tracer));
        table.decompose("aten.col2im.default", (call, tracer) -> batched(call, PatchDecompositions::picture, tracer));
    }

    /** One picture alone is a batch of one. */
    private static Arg batched(Call call, Decomposition ofBatch, Tracer tracer) {
        boolean single = call.shape("self").rank() == (call.declares("output_size") ? 2 : 3);
        if (!single) {
            return ofBatch.expand(call, tracer);
        }
        List<Arg> values = new ArrayList<>(call.values());
        values.set(0, tracer.call("aten.unsqueeze.default", call.arg("self"), Arg.of(0)));
        return tracer.call("aten.squeeze.dim", ofBatch.expand(call.withValues(values), tracer), Arg.of(0));
    }

    /** {@code [N, C * kernel, windows]} to {@code [N, C, H, W]}: what windows have in common is added up. */
    private static Arg picture(Call call, Tracer tracer) {
        long[] size = call.integers("output_size");
        long[] kernel = call.integers("kernel_size");
        long[] padding = call.integers("padding");
        SymExpr channels = Dims.floorDivide(call.shape("self").dim(1), kernel[0] * kernel[1]);
        Arg batch = tracer.size(call.arg("self"), 0);
        Arg split = tracer.call("aten.reshape.default", call.arg("self"), Arg.list(List.of(
                batch, new Arg.Sym(channels), Arg.of(kernel[0]), Arg.of(kernel[1]),
                Arg.of(windows(call, 0)), Arg.of(windows(call, 1)))));
        Arg ordered = tracer.call("aten.permute.default", split, Arg.ints(0, 1, 2, 4, 3, 5));
        Arg rows = positions(call, 0, size[0], tracer);
        Arg raised = tracer.call("aten.unsqueeze.default", tracer.call("aten.unsqueeze.default", rows, Arg.of(-1)), Arg.of(-1));
        Arg columns = positions(call, 1, size[1], tracer);
        Arg empty = tracer.call("aten.new_zeros.default", ordered, Arg.list(List.of(batch, new Arg.Sym(channels),
                Arg.of(size[0] + 2 * padding[0]), Arg.of(size[1] + 2 * padding[1]))));
        Call sum = Call.bind(OpSchemas.standard().find(OpName.of("aten._unsafe_index_put.default")).orElseThrow(), List.of(
                empty, Arg.list(List.of(Arg.NONE, Arg.NONE, raised, columns)), ordered, Arg.of(true)), Map.of());
        return tracer.call("aten.constant_pad_nd.default", tracer.keep(sum, Value.of(tracer.spec(empty))),
                Arg.ints(-padding[1], -padding[1], -padding[0], -padding[0]), Arg.of(0.0));
    }

    private static long windows(Call call, int axis) {
        long covered = call.integers("dilation")[axis] * (call.integers("kernel_size")[axis] - 1) + 1;
        long extent = call.integers("output_size")[axis] + 2 * call.integers("padding")[axis];
        return 1 + Math.floorDiv(extent - covered, call.integers("stride")[axis]);
    }

    /** {@code [N, C, H, W]} to {@code [N, C * kernel, windows]}. */
    private static Arg columns(Call call, Tracer tracer) {
        long[] padding = call.integers("padding");
        Arg rows = positions(call, 0, extent(call, 2), tracer);
        Arg columns = positions(call, 1, extent(call, 3), tracer);
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
    private static Arg positions(Call call, int axis, long size, Tracer tracer) {
        long kernel = call.integers("kernel_size")[axis];
        long dilation = call.integers("dilation")[axis];
        long last = size + 2 * call.integers("padding")[axis] - dilation * (kernel - 1);
        Arg starts = tracer.call("aten.unsqueeze.default", range(last, call.integers("stride")[axis], tracer), Arg.of(0));
        Arg grid = tracer.call("aten.unsqueeze.default", range(kernel * dilation, dilation, tracer), Arg.of(-1));
        return tracer.call("aten.add.Tensor", starts, grid);
    }

    private static long extent(Call call, int axis) {
        return Call.specOf(call.arg("self")).orElseThrow().shape().dim(axis).constantValue().orElseThrow(() ->
                new IllegalArgumentException("unfold over an extent that is not known"));
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
