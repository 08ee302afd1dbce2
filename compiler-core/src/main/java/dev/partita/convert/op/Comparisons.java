package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.ConversionCheck;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.NetworkTypes;
import dev.partita.convert.OpCall;
import dev.partita.convert.TypePromotion;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.UnaryOperation;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.stream.Stream;

/** Comparisons and logic: ElementWise and Unary layers that yield BOOL; and {@code where}, a Select layer. */
public final class Comparisons {

    private static final ConversionCheck TRUTHS_ONLY = (node, settings) -> node.value()
            .tensor()
            .filter(spec -> spec.dtype() != DType.BOOL)
            .map(spec -> "TensorRT has no bitwise operations on " + spec.dtype().torchName() + ", only on bool");

    private Comparisons() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.eq.Tensor", Comparisons::equal),
                row("aten.eq.Scalar", Comparisons::equal),
                row("aten.ne.Tensor", Comparisons::notEqual),
                row("aten.ne.Scalar", Comparisons::notEqual),
                row("aten.gt.Tensor", Comparisons::greater),
                row("aten.gt.Scalar", Comparisons::greater),
                row("aten.lt.Tensor", Comparisons::less),
                row("aten.lt.Scalar", Comparisons::less),
                row("aten.ge.Tensor", Comparisons::greaterOrEqual),
                row("aten.ge.Scalar", Comparisons::greaterOrEqual),
                row("aten.le.Tensor", Comparisons::lessOrEqual),
                row("aten.le.Scalar", Comparisons::lessOrEqual),
                row("aten.logical_and.default", Comparisons::and),
                row("aten.logical_or.default", Comparisons::or),
                row("aten.logical_xor.default", Comparisons::xor),
                row("aten.logical_not.default", Comparisons::not),
                row("aten.bitwise_and.Tensor", Comparisons::and).unless(TRUTHS_ONLY),
                row("aten.bitwise_and.Scalar", Comparisons::and).unless(TRUTHS_ONLY),
                row("aten.bitwise_and.Scalar_Tensor", Comparisons::and).unless(TRUTHS_ONLY),
                row("aten.bitwise_or.Tensor", Comparisons::or).unless(TRUTHS_ONLY),
                row("aten.bitwise_or.Scalar", Comparisons::or).unless(TRUTHS_ONLY),
                row("aten.bitwise_or.Scalar_Tensor", Comparisons::or).unless(TRUTHS_ONLY),
                row("aten.bitwise_xor.Tensor", Comparisons::xor).unless(TRUTHS_ONLY),
                row("aten.bitwise_xor.Scalar", Comparisons::xor).unless(TRUTHS_ONLY),
                row("aten.bitwise_xor.Scalar_Tensor", Comparisons::xor).unless(TRUTHS_ONLY),
                row("aten.bitwise_not.default", Comparisons::not).unless(TRUTHS_ONLY),
                row("aten.isnan.default", call -> floatTest(call, UnaryOperation.ISNAN)),
                row("aten.isinf.default", call -> floatTest(call, UnaryOperation.ISINF)),
                row("aten.where.self", Comparisons::where));
    }

    static Converted equal(OpCall call) {
        return Converted.of(compared(call, ElementWiseOperation.EQUAL));
    }

    static Converted notEqual(OpCall call) {
        return negated(call, ElementWiseOperation.EQUAL);
    }

    static Converted greater(OpCall call) {
        return Converted.of(compared(call, ElementWiseOperation.GREATER));
    }

    static Converted less(OpCall call) {
        return Converted.of(compared(call, ElementWiseOperation.LESS));
    }

    /** Greater or equal, not "not less": with NaN both are false. */
    static Converted greaterOrEqual(OpCall call) {
        return either(call, ElementWiseOperation.GREATER);
    }

    static Converted lessOrEqual(OpCall call) {
        return either(call, ElementWiseOperation.LESS);
    }

    private static Converted either(OpCall call, ElementWiseOperation strict) {
        NetworkTensor equal = compared(call, ElementWiseOperation.EQUAL);
        return Converted.of(call.layers().elementWise(compared(call, strict), equal, ElementWiseOperation.OR));
    }

    private static Converted negated(OpCall call, ElementWiseOperation operation) {
        return Converted.of(call.layers().unary(compared(call, operation), UnaryOperation.NOT));
    }

    /** Both sides meet in torch's common type; truth values are compared as numbers. */
    private static NetworkTensor compared(OpCall call, ElementWiseOperation operation) {
        DType common = NetworkTypes.of(TypePromotion.resultType(call.node().args()));
        DType dtype = common == DType.BOOL ? DType.INT32 : common;
        return call.layers().elementWise(
                call.operand(0, dtype, call.rank()), call.operand(1, dtype, call.rank()), operation);
    }

    private static Converted and(OpCall call) {
        return logic(call, ElementWiseOperation.AND);
    }

    private static Converted or(OpCall call) {
        return logic(call, ElementWiseOperation.OR);
    }

    private static Converted xor(OpCall call) {
        return logic(call, ElementWiseOperation.XOR);
    }

    private static Converted logic(OpCall call, ElementWiseOperation operation) {
        boolean constant = Stream.of(0, 1)
                .anyMatch(side -> !call.isTensor(side) || call.weights(side).isPresent());
        if (constant && operation != ElementWiseOperation.XOR) {
            return Converted.of(call.layers().cast(withConstant(call, operation), DType.BOOL));
        }
        NetworkTensor left = call.operand(0, DType.BOOL, call.rank());
        return Converted.of(call.layers().elementWise(left, call.operand(1, DType.BOOL, call.rank()), operation));
    }

    /**
     * By numbers: TensorRT 10.6 takes a constant that decides ("or true", "and false") for one that does nothing, and returns
     * the other side, when shapes are static.
     */
    private static NetworkTensor withConstant(OpCall call, ElementWiseOperation operation) {
        Layers layers = call.layers();
        NetworkTensor left = layers.cast(call.operand(0, DType.BOOL, call.rank()), DType.INT32);
        NetworkTensor right = layers.cast(call.operand(1, DType.BOOL, call.rank()), DType.INT32);
        return layers.elementWise(
                left, right, operation == ElementWiseOperation.OR ? ElementWiseOperation.MAX : ElementWiseOperation.MIN);
    }

    static Converted not(OpCall call) {
        return Converted.of(call.layers().unary(call.tensor(0, DType.BOOL), UnaryOperation.NOT));
    }

    /** Integers are neither infinite nor NaN, but the layer still gives the tensor of falses. */
    private static Converted floatTest(OpCall call, UnaryOperation test) {
        DType dtype = call.inputSpec(0).dtype();
        NetworkTensor x = call.tensor(0, dtype.isFloatingPoint() ? NetworkTypes.of(dtype) : DType.FLOAT32);
        return Converted.of(call.layers().unary(x, test));
    }

    private static Converted where(OpCall call) {
        int rank = call.rank();
        return Converted.of(call.layers().select(
                call.operand(0, DType.BOOL, rank),
                call.operand(1, call.dtype(), rank),
                call.operand(2, call.dtype(), rank)));
    }
}
