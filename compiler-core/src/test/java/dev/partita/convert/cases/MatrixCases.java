package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.over;
import static dev.partita.tensor.DType.BFLOAT16;
import static dev.partita.tensor.DType.FLOAT16;
import static dev.partita.tensor.DType.FLOAT32;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PrecisionSettings;
import java.util.List;

/** Matrix products. */
final class MatrixCases {

    private MatrixCases() {}

    static List<ConverterCase> all() {
        return Cases.all(
                over(
                        op("aten.linear.default", f32(-2, 5, 8), f32(4, 8).constant(), f32(4).constant()).within(3e-2),
                        FLOAT32, FLOAT16, BFLOAT16),
                List.of(
                        op("aten.linear.default", f32(-2, 8), f32(4, 8).constant()).named("no bias"),
                        op("aten.linear.default", f32(8), f32(4, 8).constant(), f32(4).constant()).named("vector"),
                        op("aten.linear.default", f32(-2, 8), f32(4, 8), f32(4)).named("computed weight"),
                        op("aten.addmm.default", f32(4).constant(), f32(-2, 8), f32(8, 4).constant()),
                        op("aten.addmm.default", f32(2, 4), f32(2, 8), f32(8, 4)).with("beta", 0.5).with("alpha", 2)
                                .named("factors"),
                        op("aten.baddbmm.default", f32(4), f32(-2, 3, 8), f32(-2, 8, 4)),
                        op("aten.matmul.default", f32(-2, 3, 5, 8), f32(-2, 3, 8, 5)),
                        op("aten.matmul.default", f32(-2, 3, 5, 8), f32(8, 5)).named("batch by matrix"),
                        op("aten.matmul.default", f32(3, 8), f32(-2, 8, 5)).named("matrix by batch"),
                        op("aten.matmul.default", f32(8), f32(-2, 8, 5)).named("vector by batch"),
                        op("aten.matmul.default", f32(-2, 5, 8), f32(8)).named("batch by vector"),
                        op("aten.matmul.default", f32(8), f32(8)).named("vector by vector"),
                        op("aten.mm.default", f32(-2, 8), f32(8, 5)),
                        op("aten.bmm.default", f32(-2, 3, 8), f32(-2, 8, 5)),
                        op("aten.mv.default", f32(-2, 8), f32(8)),
                        op("aten._cdist_forward.default", f32(-2, 4, 3), f32(-2, 5, 3), 2.0, null).within(1e-3),
                        op("aten._cdist_forward.default", f32(4, 3), f32(5, 3), 1.0, null).named("p 1"),
                        op("aten._cdist_forward.default", f32(4, 3), f32(5, 3), 0.0, null).named("p 0"),
                        op("aten._cdist_forward.default", f32(4, 3), f32(5, 3), 3.5, null).named("p 3.5").within(1e-4),
                        op("aten._cdist_forward.default", f32(4, 3), f32(5, 3), Double.POSITIVE_INFINITY, null)
                                .named("p infinite"),
                        op("aten._pdist_forward.default", f32(5, 3), 2.0),
                        op("aten.linalg_cross.default", f32(-2, 3), f32(-2, 3)),
                        op("aten.linalg_cross.default", f32(3, 4), f32(3, 1)).with("dim", 0).named("first axis, broadcast"),
                        op("aten.scaled_dot_product_attention.default", f32(-2, 4, -5, 8), f32(-2, 4, -5, 8), f32(-2, 4, -5, 8)),
                        op("aten.scaled_dot_product_attention.default", f32(-2, 4, -5, 8), f32(-2, 4, -7, 8),
                                f32(-2, 4, -7, 8), bool(-5, -7).exactly(1, 1, 0, 1)).named("truth mask"),
                        op("aten.scaled_dot_product_attention.default", f32(2, 4, 5, 8), f32(2, 4, 7, 8),
                                f32(2, 4, 7, 6), f32(2, 1, 5, 7)).with("scale", 0.3).named("added mask, scale"),
                        op("aten.scaled_dot_product_attention.default", f32(-2, 4, -5, 8), f32(-2, 4, -5, 8),
                                f32(-2, 4, -5, 8), null, 0.0, true).named("causal"),
                        op("aten.dot.default", f32(-8), f32(-8)),
                        op("aten.mm.default", f32(-2, 0), f32(0, 5)).named("nothing to sum"),
                        op("aten.linear.default", f32(-2, 3, 5, 8), f32(4, 8).constant(), f32(4).constant()).named("rank 4"),
                        op("aten.matmul.default", f32(2, 5, 8).as(FLOAT16), f32(2, 8, 5).as(FLOAT16)).named("fp32 sums")
                                .within(1e-2)
                                .under(CompilationSettings.defaults().with(PrecisionSettings.USE_FP32_ACC, true))));
    }
}
