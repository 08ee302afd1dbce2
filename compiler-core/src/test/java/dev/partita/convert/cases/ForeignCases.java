package dev.partita.convert.cases;

import static dev.partita.convert.cases.Cases.bool;
import static dev.partita.convert.cases.Cases.f32;
import static dev.partita.convert.cases.Cases.i64;
import static dev.partita.convert.cases.Cases.list;
import static dev.partita.convert.cases.Cases.op;
import static dev.partita.convert.cases.Cases.size;

import java.util.List;

/** Ops that libtorch's dispatcher does not know, or knows in another form: it answers with one that means the same. */
final class ForeignCases {

    private ForeignCases() {}

    static List<ConverterCase> all() {
        CaseTensor x = f32(-2, 3);
        CaseTensor y = f32(3).exactly(2, -3, 0.5);
        CaseTensor whole = i64(-9).integers(-9, 9);
        CaseTensor image = f32(-2, 4, -9, 8);
        CaseTensor kernel = f32(6, 4, 3, 3).constant();
        CaseTensor bias = f32(6).constant();
        return List.of(
                op("prims.div.default", x, y).answeredBy(op("aten.div.Tensor", x, y)),
                op("prims.div.default", whole, i64(-9).exactly(2, -3, 5)).named("integers").answeredBy(
                        op("aten.div.Tensor_mode", whole, y).with("rounding_mode", "trunc")),
                op("prims.sum.default", f32(-2, 3, 4), list(0, 2))
                        .answeredBy(op("aten.sum.dim_IntList", x, list(0, 2))),
                op("prims.broadcast_in_dim.default", f32(-3), list(2, size(3)), list(1))
                        .answeredBy(op("aten.expand.default", f32(-3), list(2, size(3)))),
                op("prims.broadcast_in_dim.default", f32(-3, 4), list(size(3), 1, 4), list(0, 2)).named("axis inside")
                        .answeredBy(op("aten.unsqueeze.default", x, 1)),
                op("_operator.add", x, y).answeredBy(op("aten.add.Tensor", x, y)),
                op("_operator.sub", x, y).answeredBy(op("aten.sub.Tensor", x, y)),
                op("_operator.mul", x, y).answeredBy(op("aten.mul.Tensor", x, y)),
                op("_operator.truediv", x, y).answeredBy(op("aten.div.Tensor", x, y)),
                op("_operator.floordiv", x, y).answeredBy(op("aten.floor_divide.default", x, y)),
                op("_operator.mod", x, y).answeredBy(op("aten.remainder.Tensor", x, y)),
                op("_operator.pow", x, 2).answeredBy(op("aten.pow.Tensor_Scalar", x, 2)),
                op("_operator.neg", x).answeredBy(op("aten.neg.default", x)),
                op("_operator.eq", x, y).answeredBy(op("aten.eq.Tensor", x, y)),
                op("torch.sym_max", whole, i64(-9)).answeredBy(op("aten.maximum.default", whole, whole)),
                op("torch.sym_min", whole, i64(-9)).answeredBy(op("aten.minimum.default", whole, whole)),
                op("torch.sym_not", bool(-3)).answeredBy(op("aten.logical_not.default", whole)),
                op("aten.atan2.out", x, y).answeredBy(op("aten.atan2.default", x, y)),
                op("aten.resize_.default", f32(4, 6), list(3, 5)).answeredBy(
                        op("aten.as_strided.default", x, list(3, 5), list(5, 1))),
                op("tensorrt.conv_asym_pad.default", image, kernel, bias, list(2, 2), list(1, 2), list(1, 2), list(1, 1), 1)
                        .within(1e-4).answeredBy(op("aten.convolution.default", image, kernel, bias, list(2, 2),
                                list(1, 2), list(1, 1), false, list(0, 0), 1)),
                op("tensorrt.quantize_op.default", f32(-2, 8), f32().exactly(2.54).constant(), 8, 0, false, true)
                        .answeredBy(op("aten.fake_quantize_per_tensor_affine.default", x, 0.02, 0, -128, 127)),
                op("aten._scaled_dot_product_flash_attention.default",
                        f32(-2, 4, -5, 8), f32(-2, 4, -5, 8), f32(-2, 4, -5, 8), 0.0, true)
                        .answeredBy(op("aten.scaled_dot_product_attention.default", x, x, x, null, 0.0, true)),
                op("aten._scaled_dot_product_efficient_attention.default",
                        f32(-2, 4, -5, 8), f32(-2, 4, -5, 8), f32(-2, 4, -5, 8), f32(-5, -5), false)
                        .answeredBy(op("aten.scaled_dot_product_attention.default", x, x, x, x)),
                op("aten._scaled_dot_product_cudnn_attention.default",
                        f32(-2, 4, -5, 8), f32(-2, 4, -5, 8), f32(-2, 4, -5, 8), f32(-5, -5), false)
                        .answeredBy(op("aten.scaled_dot_product_attention.default", x, x, x, x)));
    }
}
