package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.list;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.over;
import static dev.partita.convert.cases.Cases.size;
import static dev.partita.convert.cases.Cases.tensor;
import static dev.partita.tensor.DType.BFLOAT16;
import static dev.partita.tensor.DType.FLOAT16;
import static dev.partita.tensor.DType.FLOAT32;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionSettings;
import java.util.List;

/** Batch, layer and group norm, softmax. */
final class NormalizationCases {

    private NormalizationCases() {}

    static List<ConverterCase> all() {
        CaseTensor image = f32(-2, 4, 5, 6);
        CaseTensor channels = f32(4).constant();
        CaseTensor variance = f32(4).between(0.5, 2).constant();
        String batchNorm = "aten._native_batch_norm_legit_no_training.default";
        return Cases.all(
                List.of(
                        op(batchNorm, image, channels, channels, channels, variance, 0.1, 1e-5),
                        op(batchNorm, image, null, null, channels, variance, 0.1, 1e-3).named("no weights"),
                        op(batchNorm, f32(-2, 4, -7), channels, channels, channels, variance, 0.1, 1e-5).named("one axis"),
                        op(batchNorm, f32(-2, 4), channels, channels, channels, variance, 0.1, 1e-5).named("no axis"),
                        op(batchNorm, image, f32(4), channels, f32(4), f32(4).between(0.5, 2), 0.1, 1e-5)
                                .named("computed parameters"),
                        op("aten._native_batch_norm_legit.no_stats", image, channels, channels, true, 0.1, 1e-5),
                        op("aten._native_batch_norm_legit.no_stats", f32(1, 4, -5, 6), channels, channels, true, 0.1, 1e-5)
                                .named("one image"),
                        op("aten._native_batch_norm_legit.no_stats", f32(1, 4, 7), null, null, true, 0.1, 1e-5)
                                .named("one row, no weights"),
                        op("aten.native_batch_norm.default", image, channels, channels, channels, variance, false, 0.1, 1e-5),
                        op("aten.batch_norm.default", image, channels, channels, channels, variance, false, 0.1, 1e-5, false),
                        op("aten.native_layer_norm.default", f32(-2, 5, 8), list(5, 8), f32(5, 8).constant(), null, 1e-5)
                                .named("two axes, no bias"),
                        op("aten.native_layer_norm.default", f32(-2, 5, 8), list(8), null, null, 1e-5).named("no weights"),
                        op("aten.native_group_norm.default", image, channels, channels, size(2), 4, 30, 2, 1e-5).within(1e-4),
                        op("aten.native_group_norm.default", image, channels, channels, size(2), 4, 30, 1, 1e-5).within(1e-4)
                                .named("one group"),
                        op("aten.native_group_norm.default", f32(-2, 4), channels, null, size(2), 4, 1, 2, 1e-5).within(1e-4)
                                .named("no axis"),
                        op("aten.native_group_norm.default", f32(2, 4, 5, 6), null, null, 2, 4, 30, 4, 1e-5)
                                .named("no weights").within(1e-4),
                        op("aten._softmax.default", tensor(FLOAT16, -2, 3, 8), -1, false).named("fp32 sums")
                                .under(CompilationSettings.defaults().with(PrecisionSettings.USE_FP32_ACC, true)),
                        op("aten.native_layer_norm.default", tensor(FLOAT16, -2, 8), list(8),
                                tensor(FLOAT16, 8).constant(), null, 1e-5).named("fp32 sums")
                                .under(CompilationSettings.defaults().with(PrecisionSettings.USE_FP32_ACC, true)),
                        op("aten._softmax.default", f32(), 0, false).named("rank 0"),
                        op("aten._softmax.default", f32(-2, 3, 4), 1, false).named("middle axis")),
                over(op("aten._softmax.default", f32(-2, 3, 8), -1, false), FLOAT32, FLOAT16, BFLOAT16),
                over(
                        op("aten.native_layer_norm.default", f32(-2, 5, 8), list(8), f32(8).constant(), f32(8).constant(),
                                1e-5).within(3e-2),
                        FLOAT32, FLOAT16, BFLOAT16));
    }
}
