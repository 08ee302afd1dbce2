package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Upsampling that no TensorRT layer rounds alike: each position reads its nearest neighbour by index. */
final class UpsamplingDecompositions {

    private UpsamplingDecompositions() {}

    static void register(DecompositionTable table) {
        for (String kernel : List.of("_upsample_bilinear2d_aa", "_upsample_bicubic2d_aa", "_upsample_lanczos2d_aa")) {
            table.composite("aten." + kernel + ".vec", (call, tracer) -> smoothed(call, kernel, tracer));
        }
        for (int spatial = 1; spatial <= 3; spatial++) {
            int axes = spatial;
            table.composite("aten._upsample_nearest_exact" + axes + "d.vec", (call, tracer) -> ofFactors(call, axes, tracer));
            table.composite("aten._upsample_nearest_exact" + axes + "d.default", (call, tracer) ->
                    nearest(call.arg("self"), sizes(call, axes), factors(call, axes), 0.5, tracer));
            table.composite("aten.upsample_nearest" + axes + "d.default", (call, tracer) ->
                    nearest(call.arg("self"), sizes(call, axes), factors(call, axes), 0, tracer));
        }
    }

    /** Smoothed against aliasing: torch's own kernel, with the extents that factors amount to. */
    private static Arg smoothed(Call call, String kernel, Tracer tracer) {
        List<Arg> factors = call.items("scale_factors");
        Arg extents = call.has("output_size") ? call.arg("output_size") : Arg.ints(
                (long) Math.floor(extent(call.arg("input"), -2, tracer) * number(factors.get(0))),
                (long) Math.floor(extent(call.arg("input"), -1, tracer) * number(factors.get(1))));
        List<Arg> args = new ArrayList<>(List.of(call.arg("input"), extents, call.arg("align_corners")));
        args.addAll(factors);
        return tracer.keep(Call.bind(
                OpSchemas.standard().find(OpName.of("aten." + kernel + ".default")).orElseThrow(), args, Map.of()), tracer.known());
    }

    /** The caller gives either extents or factors. */
    private static Arg ofFactors(Call call, int spatial, Tracer tracer) {
        List<Arg> given = call.items("scale_factors");
        List<Double> factors = new ArrayList<>();
        long[] sizes = call.has("output_size") ? call.integers("output_size") : new long[spatial];
        for (int i = 0; i < spatial; i++) {
            factors.add(given.isEmpty() ? Double.NaN : number(given.get(i)));
            if (!call.has("output_size")) {
                sizes[i] = (long) Math.floor(extent(call.arg("input"), i - spatial, tracer) * factors.get(i));
            }
        }
        return nearest(call.arg("input"), sizes, factors, 0.5, tracer);
    }

    private static long[] sizes(Call call, int spatial) {
        long[] sizes = call.integers("output_size");
        if (sizes.length != spatial) {
            throw new IllegalArgumentException(call.op() + " needs " + spatial + " extents");
        }
        return sizes;
    }

    /** One factor per axis; NaN where none is given. */
    private static List<Double> factors(Call call, int spatial) {
        List<String> names = spatial == 1 ? List.of("scales") : List.of("scales_d", "scales_h", "scales_w").subList(3 - spatial, 3);
        return names.stream().map(name -> call.has(name) ? call.number(name) : Double.NaN).toList();
    }

    /** Reads {@code input[.., floor((i + offset) * scale), ..]} on each of the last axes. */
    private static Arg nearest(Arg input, long[] sizes, List<Double> factors, double offset, Tracer tracer) {
        List<Arg> indices = new ArrayList<>(List.of(Arg.NONE, Arg.NONE));
        for (int i = 0; i < sizes.length; i++) {
            long extent = extent(input, i - sizes.length, tracer);
            double scale = Double.isNaN(factors.get(i)) ? (double) extent / sizes[i] : extent / (extent * factors.get(i));
            Arg positions = tracer.call("aten.arange.default",
                    Map.of("dtype", Arg.of(DType.FLOAT32), "device", tracer.device()), Arg.of(sizes[i]));
            Arg moved = tracer.call("aten.add.Tensor", positions, Arg.of(offset));
            Arg index = tracer.call("aten.to.dtype",
                    tracer.call("aten.mul.Tensor", moved, Arg.of(scale)), Arg.of(DType.INT64));
            for (int later = i + 1; later < sizes.length; later++) {
                index = tracer.call("aten.unsqueeze.default", index, Arg.of(-1));
            }
            indices.add(index);
        }
        return tracer.call("aten.index.Tensor", input, Arg.list(indices));
    }

    private static long extent(Arg tensor, int axis, Tracer tracer) {
        return tracer.shape(tensor).dim(axis).constantValue().orElseThrow(() ->
                new IllegalArgumentException("upsampling of an extent that is not known"));
    }

    private static double number(Arg number) {
        return number instanceof Arg.Int(long value) ? value : ((Arg.Float) number).value();
    }
}
