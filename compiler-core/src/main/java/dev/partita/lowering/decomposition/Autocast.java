package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.schema.Call;
import dev.partita.shape.TypePromotion;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The casts of a {@code torch.autocast} region: matrix products and convolutions run in the region's type, numerically
 * delicate functions in float32, operators that mix types in the widest.
 *
 * @param device {@code cpu} or {@code cuda}; their lists differ
 */
record Autocast(String device, DType dtype) {

    private static final Set<String> LOWER_PRECISION = Set.of(
            "aten.conv1d", "aten.conv2d", "aten.conv3d", "aten.conv_transpose1d", "aten.conv_transpose2d",
            "aten.conv_transpose3d", "aten.convolution", "aten.linear", "aten.matmul", "aten.mm", "aten.mv", "aten.bmm",
            "aten.addmm", "aten.addmv", "aten.addbmm", "aten.baddbmm", "aten.chain_matmul", "aten.linalg_multi_dot",
            "aten.scaled_dot_product_attention");

    private static final Set<String> FLOAT32_ON_CUDA = Set.of(
            "aten.acos", "aten.asin", "aten.cosh", "aten.erfinv", "aten.exp", "aten.expm1", "aten.log", "aten.log10",
            "aten.log2", "aten.log1p", "aten.reciprocal", "aten.rsqrt", "aten.sinh", "aten.tan", "aten.pow",
            "aten.softplus", "aten.layer_norm", "aten.group_norm", "aten.nuclear_norm", "aten.cosine_similarity",
            "aten.cdist", "aten.dist", "aten.pdist", "aten.renorm", "aten.logsumexp");

    private static final Set<String> FLOAT32_ON_CPU = Set.of(
            "aten.avg_pool3d", "aten.grid_sampler", "aten.prod", "aten.quantile", "aten.nanquantile", "aten.stft",
            "aten.cdist", "aten.trace", "aten.cholesky", "aten.inverse", "aten.fft_fft", "aten.fft_ifft");

    private static final Set<String> WIDEST = Set.of(
            "aten.addcdiv", "aten.addcmul", "aten.atan2", "aten.bilinear", "aten.cross", "aten.dot", "aten.grid_sampler",
            "aten.index_put", "aten.tensordot", "aten.scatter_add");

    private static final Set<String> WIDEST_EVERYWHERE = Set.of("aten.stack", "aten.cat", "aten.index_copy");

    /** The region's operators run without further casts inside: torch excludes the key while it runs one. */
    Arg cast(Call call, Tracer tracer) {
        Optional<DType> wanted = wanted(call);
        Call converted = wanted.isEmpty() ? call : converted(call, wanted.get(), tracer);
        if (wanted.isEmpty()) {
            return tracer.dispatch(call);
        }
        Optional<Autocast> outer = tracer.autocast();
        tracer.setAutocast(Optional.empty());
        try {
            return tracer.dispatch(converted);
        } finally {
            tracer.setAutocast(outer);
        }
    }

    private Optional<DType> wanted(Call call) {
        String packet = call.op().packet();
        if (LOWER_PRECISION.contains(packet)) {
            return Optional.of(dtype);
        }
        if ((device.startsWith("cuda") ? FLOAT32_ON_CUDA : FLOAT32_ON_CPU).contains(packet)) {
            return Optional.of(DType.FLOAT32);
        }
        if (WIDEST_EVERYWHERE.contains(packet) || device.startsWith("cuda") && WIDEST.contains(packet)) {
            return widest(call.values());
        }
        return Optional.empty();
    }

    private static Optional<DType> widest(List<Arg> args) {
        Optional<DType> widest = Optional.empty();
        for (Arg arg : args) {
            Optional<DType> dtype = arg instanceof Arg.ListOf(List<Arg> items)
                    ? widest(items) : Call.specOf(arg).map(spec -> spec.dtype()).filter(DType::isFloatingPoint);
            if (dtype.isPresent()) {
                widest = Optional.of(widest.isEmpty() ? dtype.get() : TypePromotion.promote(widest.get(), dtype.get()));
            }
        }
        return widest;
    }

    /** Casts from the last argument to the first, the order in which torch's compiled wrapper does it. */
    private static Call converted(Call call, DType wanted, Tracer tracer) {
        List<Arg> values = new ArrayList<>(call.values());
        for (int i = values.size() - 1; i >= 0; i--) {
            values.set(i, converted(values.get(i), wanted, tracer));
        }
        return call.withValues(values);
    }

    private static Arg converted(Arg arg, DType wanted, Tracer tracer) {
        return switch (arg) {
            case Arg.ListOf(List<Arg> items) when items.stream().anyMatch(Arg.Ref.class::isInstance) ->
                Arg.list(items.stream().map(item -> converted(item, wanted, tracer)).toList());
            case Arg.Ref(Node node) when casts(arg, wanted) -> tracer.call(
                    "aten._to_copy.default", Map.of("dtype", Arg.of(wanted)), Arg.of(node));
            default -> arg;
        };
    }

    /** Only floating point tensors are cast, and never float64. */
    private static boolean casts(Arg arg, DType wanted) {
        return Call.specOf(arg).filter(spec -> spec.dtype().isFloatingPoint() && spec.dtype() != DType.FLOAT64
                && spec.dtype() != wanted).isPresent();
    }
}
