package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Grids, embedding bags, circular padding: operators that forward to a more specific one. */
final class SamplingDecompositions {

    private SamplingDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.grid_sampler.default", (call, tracer) -> tracer.keep(
                call.as(call.shape("input").rank() == 4 ? "aten.grid_sampler_2d.default" : "aten.grid_sampler_3d.default"),
                tracer.known()));
        table.composite("aten.embedding_bag.padding_idx", SamplingDecompositions::embeddingBag);
        table.composite("aten.embedding_bag.default", SamplingDecompositions::embeddingBag);
        table.composite("aten._pad_circular.default", SamplingDecompositions::padCircularly);
    }

    private static Arg embeddingBag(Call call, Tracer tracer) {
        List<Arg> values = new ArrayList<>(call.values());
        if (call.declares("padding_idx") && !call.has("padding_idx")) {
            values.removeLast();
        }
        return tracer.call(dev.partita.ir.OpName.of("aten._embedding_bag_forward_only.default"), values, Map.of());
    }

    /** Copies the middle, then each border from the opposite side of the padded tensor. */
    private static Arg padCircularly(Call call, Tracer tracer) {
        List<SymExpr> input = call.shape("self").dims();
        List<SymExpr> output = new ArrayList<>(input);
        long[] amounts = call.integers("pad");
        int padded = amounts.length / 2;
        for (int i = 0; i < padded; i++) {
            int axis = input.size() - 1 - i;
            output.set(axis, Dims.add(input.get(axis), amounts[2 * i] + amounts[2 * i + 1]));
        }
        Arg result = tracer.call("aten.empty.memory_format", Map.of(
                "dtype", Arg.of(call.dtype("self")), "layout", new Arg.Layout("strided"), "device", tracer.device(),
                "pin_memory", Arg.of(false)), Arg.sizes(output));
        Arg to = result;
        Arg from = call.arg("self");
        for (int i = 0; i < padded; i++) {
            int axis = input.size() - 1 - i;
            long before = amounts[2 * i];
            long after = amounts[2 * i + 1];
            to = slice(to, axis, SymExpr.of(Math.max(before, 0)), Dims.add(output.get(axis), -Math.max(after, 0)), tracer);
            from = slice(from, axis, SymExpr.of(Math.max(-before, 0)), Dims.add(input.get(axis), -Math.max(-after, 0)), tracer);
        }
        tracer.call("aten.copy_.default", to, from);
        for (int i = 0; i < padded; i++) {
            int axis = input.size() - 1 - i;
            SymExpr extent = output.get(axis);
            long before = amounts[2 * i];
            long after = amounts[2 * i + 1];
            if (before > 0) {
                SymExpr end = Dims.add(extent, -Math.max(after, 0));
                Arg border = slice(result, axis, Dims.ZERO, SymExpr.of(before), tracer);
                tracer.call("aten.copy_.default", border, slice(result, axis, Dims.add(end, -before), end, tracer));
            }
            if (after > 0) {
                long start = Math.max(before, 0);
                Arg border = slice(result, axis, Dims.add(extent, -after), extent, tracer);
                tracer.call("aten.copy_.default", border,
                        slice(result, axis, SymExpr.of(start), SymExpr.of(start + after), tracer));
            }
        }
        return result;
    }

    private static Arg slice(Arg tensor, int axis, SymExpr start, SymExpr end, Tracer tracer) {
        return tracer.call("aten.slice.Tensor", tensor, Arg.of(axis), new Arg.Sym(start), new Arg.Sym(end));
    }
}
