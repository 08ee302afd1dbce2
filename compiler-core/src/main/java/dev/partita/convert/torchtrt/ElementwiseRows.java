package dev.partita.convert.torchtrt;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.tensor.DType;
import java.util.List;

/** Arithmetic, comparisons, logic and functions of one element, on tensors and on sizes. */
final class ElementwiseRows {

    private static final Requirement BOOLEAN_OPERANDS = Requirement.that(
            "operands of type bool; TensorRT has no bitwise operations on numbers",
            node -> node.args().stream().limit(2).allMatch(ElementwiseRows::isBoolean));

    private ElementwiseRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("aten_ops_add", "_operator.add aten.add.Tensor aten.add.Scalar"),
                Row.of("aten_ops_sub", "_operator.sub aten.sub.Tensor aten.sub.Scalar"),
                Row.of("aten_ops_mul", "_operator.mul aten.mul.Tensor aten.mul.Scalar"),
                Row.of("aten_ops_div", "_operator.truediv aten.div.Tensor aten.div.Tensor_mode aten.div.Scalar"
                        + " aten.div.Scalar_mode prims.div.default"),
                Row.of("aten_ops_floor_div", "aten.floor_divide.default aten.floor_divide.Scalar _operator.floordiv"),
                Row.of("aten_ops_fmod", "_operator.mod aten.fmod.Scalar aten.fmod.Tensor"),
                Row.of("aten_ops_remainder", "aten.remainder.Scalar aten.remainder.Tensor"),
                Row.of("aten_ops_pow", "_operator.pow aten.pow.Tensor_Tensor aten.pow.Scalar aten.pow.Tensor_Scalar"),
                Row.of("aten_ops_maximum", "aten.maximum.default"),
                Row.of("aten_ops_minimum", "torch.sym_min aten.minimum.default"),
                Row.of("aten_ops_atan2", "aten.atan2.default"),
                Row.of("aten_ops_atan2_out", "aten.atan2.out"),
                Row.of("aten_ops_clamp", "aten.clamp.default aten.clamp.Tensor aten.clip.default aten.clip.Tensor"),
                Row.of("aten_ops_where", "aten.where.self"),

                Row.of("aten_ops_eq", "aten.eq.Tensor aten.eq.Scalar _operator.eq"),
                Row.of("aten_ops_ne", "aten.ne.Tensor aten.ne.Scalar"),
                Row.of("aten_ops_gt", "aten.gt.Tensor aten.gt.Scalar"),
                Row.of("aten_ops_ge", "aten.ge.Tensor aten.ge.Scalar"),
                Row.of("aten_ops_lt", "aten.lt.Tensor aten.lt.Scalar"),
                Row.of("aten_ops_le", "aten.le.Tensor aten.le.Scalar"),

                Row.of("aten_ops_logical_and", "aten.logical_and.default"),
                Row.of("aten_ops_logical_or", "aten.logical_or.default"),
                Row.of("aten_ops_logical_xor", "aten.logical_xor.default"),
                Row.of("aten_ops_logical_not", "aten.logical_not.default"),
                Row.of("aten_ops_sym_not", "torch.sym_not"),
                bitwise("aten_ops_bitwise_and", "aten.bitwise_and"),
                bitwise("aten_ops_bitwise_or", "aten.bitwise_or"),
                bitwise("aten_ops_bitwise_xor", "aten.bitwise_xor"),
                Row.of("aten_ops_bitwise_not", "aten.bitwise_not.default").needing(BOOLEAN_OPERANDS),

                Row.of("aten_ops_neg", "_operator.neg aten.neg.default"),
                Row.of("aten_ops_abs", "aten.abs.default"),
                Row.of("aten_ops_sign", "aten.sign.default"),
                Row.of("aten_ops_round", "aten.round.default"),
                Row.of("aten_ops_trunc", "aten.trunc.default"),
                Row.of("aten_ops_ceil", "aten.ceil.default"),
                Row.of("aten_ops_floor", "aten.floor.default"),
                Row.of("aten_ops_sqrt", "aten.sqrt.default"),
                Row.of("aten_ops_rsqrt", "aten.rsqrt.default"),
                Row.of("aten_ops_recip", "aten.reciprocal.default"),
                Row.of("aten_ops_exp", "aten.exp.default"),
                Row.of("aten_ops_expm1", "aten.expm1.default"),
                Row.of("aten_ops_log", "aten.log.default"),
                Row.of("aten_ops_log2", "aten.log2.default"),
                Row.of("aten_ops_log10", "aten.log10.default"),
                Row.of("aten_ops_log1p", "aten.log1p.default").fixedShapesOnly(),
                Row.of("aten_ops_erf", "aten.erf.default"),
                Row.of("aten_ops_sin", "aten.sin.default"),
                Row.of("aten_ops_cos", "aten.cos.default"),
                Row.of("aten_ops_tan", "aten.tan.default"),
                Row.of("aten_ops_sinh", "aten.sinh.default"),
                Row.of("aten_ops_cosh", "aten.cosh.default"),
                Row.of("aten_ops_asin", "aten.asin.default"),
                Row.of("aten_ops_acos", "aten.acos.default"),
                Row.of("aten_ops_atan", "aten.atan.default"),
                Row.of("aten_ops_asinh", "aten.asinh.default"),
                Row.of("aten_ops_acosh", "aten.acosh.default"),
                Row.of("aten_ops_atanh", "aten.atanh.default"),
                Row.of("aten_ops_isinf", "aten.isinf.default"),
                Row.of("aten_ops_isnan", "aten.isnan.default"));
    }

    private static Row bitwise(String rule, String packet) {
        return Row.of(rule, packet + ".Tensor " + packet + ".Scalar " + packet + ".Scalar_Tensor")
                .needing(BOOLEAN_OPERANDS);
    }

    private static boolean isBoolean(Arg arg) {
        return arg instanceof Arg.Bool
                || (arg instanceof Arg.Ref(Node node)
                        && node.value().tensor().map(spec -> spec.dtype() == DType.BOOL).orElse(false));
    }
}
