package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.UnaryOperation;
import dev.partita.tensor.DType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Functions of one number: one Unary layer each, in the result's type (torch makes integers real first). */
public final class UnaryMath {

    /** What TensorRT 10.6 computes in FLOAT32 and FLOAT16 only. */
    private static final Set<UnaryOperation> NOT_IN_BFLOAT16 = EnumSet.of(
            UnaryOperation.TAN, UnaryOperation.SINH, UnaryOperation.COSH, UnaryOperation.ASIN, UnaryOperation.ACOS,
            UnaryOperation.ATAN, UnaryOperation.ASINH, UnaryOperation.ACOSH, UnaryOperation.ATANH, UnaryOperation.ERF);

    private UnaryMath() {}

    public static List<ConverterRow> rows() {
        return List.of(
                simple("exp", UnaryOperation.EXP),
                simple("log", UnaryOperation.LOG),
                simple("sqrt", UnaryOperation.SQRT),
                simple("reciprocal", UnaryOperation.RECIP),
                simple("sin", UnaryOperation.SIN),
                simple("cos", UnaryOperation.COS),
                simple("tan", UnaryOperation.TAN),
                simple("sinh", UnaryOperation.SINH),
                simple("cosh", UnaryOperation.COSH),
                simple("asin", UnaryOperation.ASIN),
                simple("acos", UnaryOperation.ACOS),
                simple("atan", UnaryOperation.ATAN),
                simple("asinh", UnaryOperation.ASINH),
                simple("acosh", UnaryOperation.ACOSH),
                simple("atanh", UnaryOperation.ATANH),
                simple("erf", UnaryOperation.ERF),
                rounding("ceil", UnaryOperation.CEIL),
                rounding("floor", UnaryOperation.FLOOR),
                rounding("round", UnaryOperation.ROUND),
                row("aten.trunc.default", UnaryMath::trunc),
                row("aten.abs.default", UnaryMath::abs),
                row("aten.sign.default", UnaryMath::sign),
                row("aten.neg.default", UnaryMath::neg),
                row("aten.rsqrt.default", UnaryMath::rsqrt),
                row("aten.expm1.default", UnaryMath::expm1),
                row("aten.log1p.default", UnaryMath::log1p),
                row("aten.log2.default", call -> logarithm(call, 2)),
                row("aten.log10.default", call -> logarithm(call, 10)));
    }

    private static ConverterRow simple(String op, UnaryOperation operation) {
        return row("aten." + op + ".default", call -> {
            DType dtype = call.dtype() == DType.BFLOAT16 && NOT_IN_BFLOAT16.contains(operation)
                    ? DType.FLOAT32
                    : call.dtype();
            return Converted.of(call.layers().unary(call.tensor(0, dtype), operation));
        });
    }

    /** Integers are round already. */
    private static ConverterRow rounding(String op, UnaryOperation operation) {
        return row("aten." + op + ".default", call -> Converted.of(
                call.dtype().isFloatingPoint() ? call.layers().unary(operand(call), operation) : operand(call)));
    }

    private static NetworkTensor operand(OpCall call) {
        return call.tensor(0, call.dtype());
    }

    private static Converted trunc(OpCall call) {
        return Converted.of(
                call.dtype().isFloatingPoint() ? Arithmetic.truncated(call.layers(), operand(call)) : operand(call));
    }

    private static Converted abs(OpCall call) {
        return Converted.of(call.layers().unary(operand(call), UnaryOperation.ABS));
    }

    /** A truth value is its own sign. */
    private static Converted sign(OpCall call) {
        return Converted.of(
                call.dtype() == DType.BOOL ? operand(call) : call.layers().unary(operand(call), UnaryOperation.SIGN));
    }

    /** TensorRT's NEG takes real numbers only. */
    static Converted neg(OpCall call) {
        Layers layers = call.layers();
        NetworkTensor x = operand(call);
        if (x.dtype().isFloatingPoint()) {
            return Converted.of(layers.unary(x, UnaryOperation.NEG));
        }
        return Converted.of(
                layers.elementWise(layers.number(0, x.dtype(), x.rank()), x, ElementWiseOperation.SUB));
    }

    private static Converted rsqrt(OpCall call) {
        NetworkTensor root = call.layers().unary(operand(call), UnaryOperation.SQRT);
        return Converted.of(call.layers().unary(root, UnaryOperation.RECIP));
    }

    private static Converted expm1(OpCall call) {
        NetworkTensor power = call.layers().unary(operand(call), UnaryOperation.EXP);
        return Converted.of(call.layers().elementWise(power, 1, ElementWiseOperation.SUB));
    }

    private static Converted log1p(OpCall call) {
        NetworkTensor shifted = call.layers().elementWise(operand(call), 1, ElementWiseOperation.SUM);
        return Converted.of(call.layers().unary(shifted, UnaryOperation.LOG));
    }

    private static Converted logarithm(OpCall call, double base) {
        NetworkTensor natural = call.layers().unary(operand(call), UnaryOperation.LOG);
        return Converted.of(call.layers().elementWise(natural, 1 / Math.log(base), ElementWiseOperation.PROD));
    }
}
