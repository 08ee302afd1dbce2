package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Strides;
import dev.partita.tensor.SymExpr;
import java.util.List;

/** Pooling: maxima with their indices, averages to one value as means. */
final class PoolingDecompositions {

    private PoolingDecompositions() {}

    static void register(DecompositionTable table) {
        for (int rank = 2; rank <= 3; rank++) {
            String op = "aten.max_pool" + rank + "d";
            table.composite(op + ".default", (call, tracer) -> maximum(op + "_with_indices.default", call, tracer));
        }
        table.composite("aten.max_pool1d_with_indices.default", (call, tracer) -> {
            Arg results = planar(call, tracer, "aten.max_pool2d_with_indices.default");
            Arg maxima = lowered(Tracer.item(results, 0), tracer);
            return Arg.list(List.of(maxima, lowered(Tracer.item(results, 1), tracer)));
        });
        table.composite("aten.adaptive_max_pool1d.default", PoolingDecompositions::largestOfParts);
        table.composite("aten.max_pool1d.default", (call, tracer) -> inPlane(call, tracer, "aten.max_pool2d.default"));
        table.composite("aten.avg_pool1d.default", (call, tracer) -> inPlane(call, tracer, "aten.avg_pool2d.default"));
        table.composite("aten.adaptive_avg_pool1d.default", (call, tracer) -> lowered(tracer.call(
                "aten.adaptive_avg_pool2d.default", raised(call, tracer), widened(call.arg("output_size"), 1)), tracer));
        table.composite("aten.adaptive_avg_pool2d.default", (call, tracer) -> adaptiveAverage(call, tracer, 2));
        table.composite("aten.adaptive_avg_pool3d.default", (call, tracer) -> adaptiveAverage(call, tracer, 3));
    }

    private static Arg maximum(String op, Call call, Tracer tracer) {
        return Tracer.item(tracer.call(op, call.values().toArray(Arg[]::new)), 0);
    }

    /** The compiled code takes the extra axis from the last result first. */
    private static Arg largestOfParts(Call call, Tracer tracer) {
        Arg results = tracer.call(
                "aten.adaptive_max_pool2d.default", raised(call, tracer), widened(call.arg("output_size"), 1));
        Arg indices = lowered(Tracer.item(results, 1), tracer);
        return Arg.list(List.of(lowered(Tracer.item(results, 0), tracer), indices));
    }

    private static Arg inPlane(Call call, Tracer tracer, String op) {
        return lowered(planar(call, tracer, op), tracer);
    }

    /** Pools a line as a plane of height 1. */
    private static Arg planar(Call call, Tracer tracer, String op) {
        java.util.Map<String, Arg> options = new java.util.LinkedHashMap<>();
        for (String name : List.of("kernel_size", "stride", "padding", "dilation")) {
            if (call.declares(name)) {
                options.put(name, widened(call.arg(name), name.equals("padding") ? 0 : 1));
            }
        }
        if (call.items("stride").isEmpty()) {
            options.put("stride", options.get("kernel_size"));
        }
        for (String name : List.of("ceil_mode", "count_include_pad")) {
            if (call.declares(name)) {
                options.put(name, call.arg(name));
            }
        }
        return tracer.call(op, options, raised(call, tracer));
    }

    private static Arg raised(Call call, Tracer tracer) {
        return tracer.call("aten.unsqueeze.default", call.arg("self"), Arg.of(-2));
    }

    private static Arg lowered(Arg pooled, Tracer tracer) {
        return tracer.call("aten.squeeze.dim", pooled, Arg.of(-2));
    }

    private static Arg widened(Arg one, long first) {
        return one instanceof Arg.ListOf(List<Arg> items) && !items.isEmpty() ? Arg.list(List.of(Arg.of(first), items.getFirst())) : one;
    }

    private static Arg adaptiveAverage(Call call, Tracer tracer, int spatial) {
        List<SymExpr> size = call.dims("output_size");
        if (size.stream().allMatch(extent -> extent.equals(SymExpr.of(1)))) {
            Arg axes = spatial == 2 ? Arg.ints(-1, -2) : Arg.ints(-1, -2, -3);
            Arg mean = tracer.call("aten.mean.dim", call.arg("self"), axes, Arg.of(true));
            return isChannelsLast(call, tracer) ? channelsLast(mean, tracer) : mean;
        }
        return tracer.call("aten._adaptive_avg_pool" + spatial + "d.default", call.arg("self"), call.arg("output_size"));
    }

    private static boolean isChannelsLast(Call call, Tracer tracer) {
        Strides strides = tracer.strides(call.node("self"));
        return strides.isChannelsLast(call.shape("self")) && !strides.isContiguous(call.shape("self"));
    }

    /** One value per channel, marked as lying channels last, as torch does. */
    private static Arg channelsLast(Arg mean, Tracer tracer) {
        Arg channels = tracer.size(mean, 1);
        return tracer.call("aten.as_strided.default", mean, tracer.sizes(mean),
                Arg.list(List.of(channels, Arg.of(1), channels, channels)));
    }
}
