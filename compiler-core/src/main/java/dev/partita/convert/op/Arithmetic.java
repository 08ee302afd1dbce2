package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.Layers;
import dev.partita.convert.OpCall;
import dev.partita.ir.Arg;
import dev.partita.network.ActivationType;
import dev.partita.network.ElementWiseOperation;
import dev.partita.network.NetworkTensor;
import dev.partita.network.UnaryOperation;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Optional;

/**
 * Sums, products, quotients, remainders and powers: one ElementWise each, operands first brought to the type and rank of
 * the result.
 */
public final class Arithmetic {

    private Arithmetic() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.add.Tensor", Arithmetic::add),
                row("aten.add.Scalar", Arithmetic::add),
                row("aten.sub.Tensor", Arithmetic::sub),
                row("aten.sub.Scalar", Arithmetic::sub),
                row("aten.rsub.Scalar", Arithmetic::reversedSub),
                row("aten.mul.Tensor", Arithmetic::mul),
                row("aten.mul.Scalar", Arithmetic::mul),
                row("aten.div.Tensor", Arithmetic::div),
                row("aten.div.Scalar", Arithmetic::div),
                row("aten.div.Tensor_mode", Arithmetic::div),
                row("aten.div.Scalar_mode", Arithmetic::div),
                row("prims.div.default", Arithmetic::primsDiv),
                row("aten.floor_divide.default", Arithmetic::floorDivide),
                row("aten.floor_divide.Scalar", Arithmetic::floorDivide),
                row("aten.fmod.Tensor", Arithmetic::fmod),
                row("aten.fmod.Scalar", Arithmetic::fmod),
                row("aten.remainder.Tensor", Arithmetic::remainder),
                row("aten.remainder.Scalar", Arithmetic::remainder),
                row("aten.pow.Tensor_Tensor", Arithmetic::pow),
                row("aten.pow.Tensor_Scalar", Arithmetic::pow),
                row("aten.pow.Scalar", Arithmetic::pow),
                row("aten.maximum.default", Arithmetic::maximum),
                row("aten.minimum.default", Arithmetic::minimum),
                row("aten.clamp.default", Arithmetic::clamp),
                row("aten.clamp.Tensor", Arithmetic::clamp),
                row("aten.clip.default", Arithmetic::clamp),
                row("aten.clip.Tensor", Arithmetic::clamp));
    }

    static Converted add(OpCall call) {
        // The sum of truth values is their disjunction.
        ElementWiseOperation operation =
                call.dtype() == DType.BOOL ? ElementWiseOperation.OR : ElementWiseOperation.SUM;
        return Converted.of(call.layers().elementWise(left(call), scaledRight(call), operation));
    }

    static Converted sub(OpCall call) {
        return Converted.of(call.layers().elementWise(left(call), scaledRight(call), ElementWiseOperation.SUB));
    }

    private static Converted reversedSub(OpCall call) {
        NetworkTensor subtracted = left(call);
        double alpha = call.real(2, 1);
        if (alpha != 1) {
            subtracted = call.layers().elementWise(subtracted, alpha, ElementWiseOperation.PROD);
        }
        return Converted.of(call.layers().elementWise(right(call), subtracted, ElementWiseOperation.SUB));
    }

    static Converted mul(OpCall call) {
        ElementWiseOperation operation =
                call.dtype() == DType.BOOL ? ElementWiseOperation.AND : ElementWiseOperation.PROD;
        return Converted.of(call.layers().elementWise(left(call), right(call), operation));
    }

    static Converted div(OpCall call) {
        String mode = call.kwarg("rounding_mode").map(arg -> ((Arg.Str) arg).value()).orElse(call.text(2, "true"));
        return Converted.of(switch (mode) {
            case "floor" -> floorQuotient(call.layers(), left(call), right(call));
            case "trunc" -> truncatedQuotient(call.layers(), left(call), right(call));
            default -> call.layers().elementWise(left(call), right(call), ElementWiseOperation.DIV);
        });
    }

    /** Divides integers towards zero, real numbers exactly. */
    private static Converted primsDiv(OpCall call) {
        return Converted.of(
                call.dtype().isIntegral()
                        ? truncatedQuotient(call.layers(), left(call), right(call))
                        : call.layers().elementWise(left(call), right(call), ElementWiseOperation.DIV));
    }

    static Converted floorDivide(OpCall call) {
        return Converted.of(floorQuotient(call.layers(), left(call), right(call)));
    }

    /** {@code x - trunc(x / y) * y}: the sign of x. */
    private static Converted fmod(OpCall call) {
        NetworkTensor quotient = truncatedQuotient(call.layers(), left(call), right(call));
        return Converted.of(rest(call.layers(), left(call), right(call), quotient));
    }

    /** {@code x - floor(x / y) * y}: the sign of y. */
    static Converted remainder(OpCall call) {
        NetworkTensor quotient = floorQuotient(call.layers(), left(call), right(call));
        return Converted.of(rest(call.layers(), left(call), right(call), quotient));
    }

    private static NetworkTensor rest(Layers layers, NetworkTensor x, NetworkTensor y, NetworkTensor quotient) {
        NetworkTensor whole = layers.elementWise(quotient, y, ElementWiseOperation.PROD);
        return layers.elementWise(x, whole, ElementWiseOperation.SUB);
    }

    private static NetworkTensor floorQuotient(Layers layers, NetworkTensor x, NetworkTensor y) {
        return layers.elementWise(x, y, ElementWiseOperation.FLOOR_DIV);
    }

    /** TensorRT divides integers towards zero. */
    private static NetworkTensor truncatedQuotient(Layers layers, NetworkTensor x, NetworkTensor y) {
        NetworkTensor quotient = layers.elementWise(x, y, ElementWiseOperation.DIV);
        return quotient.dtype().isIntegral() ? quotient : truncated(layers, quotient);
    }

    /** Rounds towards zero. */
    static NetworkTensor truncated(Layers layers, NetworkTensor x) {
        NetworkTensor size = layers.unary(layers.unary(x, UnaryOperation.ABS), UnaryOperation.FLOOR);
        return layers.elementWise(layers.unary(x, UnaryOperation.SIGN), size, ElementWiseOperation.PROD);
    }

    static Converted pow(OpCall call) {
        Optional<Double> exponent = call.arg(1).flatMap(Arguments::real);
        if (exponent.isPresent()) {
            Optional<NetworkTensor> simple = simplePower(call, exponent.get());
            if (simple.isPresent()) {
                return Converted.of(simple.get());
            }
        }
        // TensorRT raises real numbers only; integers are exact up to 2^24.
        DType dtype = call.dtype().isFloatingPoint() ? call.dtype() : DType.FLOAT32;
        NetworkTensor power = call.layers().elementWise(
                call.operand(0, dtype, call.rank()), call.operand(1, dtype, call.rank()), ElementWiseOperation.POW);
        return Converted.of(call.dtype().isFloatingPoint() ? power : wholePower(call, power));
    }

    /** Torch's integer power of 0 and a negative exponent is 0. */
    private static NetworkTensor wholePower(OpCall call, NetworkTensor power) {
        Layers layers = call.layers();
        NetworkTensor zero = layers.number(0, power.dtype(), power.rank());
        NetworkTensor infinite = layers.unary(power, UnaryOperation.ISINF);
        return layers.unary(layers.select(infinite, zero, power), UnaryOperation.ROUND);
    }

    private static Optional<NetworkTensor> simplePower(OpCall call, double exponent) {
        Layers layers = call.layers();
        NetworkTensor x = left(call);
        if (exponent == 1) {
            return Optional.of(x);
        }
        if (exponent == 2) {
            return Optional.of(layers.elementWise(x, x, ElementWiseOperation.PROD));
        }
        if (exponent == 3) {
            NetworkTensor square = layers.elementWise(x, x, ElementWiseOperation.PROD);
            return Optional.of(layers.elementWise(square, x, ElementWiseOperation.PROD));
        }
        if (x.dtype().isIntegral() && x.dtype() != DType.BOOL && exponent > 3 && exponent == Math.rint(exponent)) {
            return Optional.of(power(layers, x, (long) exponent));
        }
        if (exponent == 0.5 && x.dtype().isFloatingPoint()) {
            return Optional.of(layers.unary(x, UnaryOperation.SQRT));
        }
        return Optional.empty();
    }

    /** By squaring, which is exact for integers. */
    private static NetworkTensor power(Layers layers, NetworkTensor x, long exponent) {
        if (exponent == 1) {
            return x;
        }
        NetworkTensor half = power(layers, x, exponent / 2);
        NetworkTensor square = layers.elementWise(half, half, ElementWiseOperation.PROD);
        return exponent % 2 == 0 ? square : layers.elementWise(square, x, ElementWiseOperation.PROD);
    }

    static Converted maximum(OpCall call) {
        return extremum(call, ElementWiseOperation.MAX, ElementWiseOperation.OR);
    }

    static Converted minimum(OpCall call) {
        return extremum(call, ElementWiseOperation.MIN, ElementWiseOperation.AND);
    }

    private static Converted extremum(OpCall call, ElementWiseOperation numbers, ElementWiseOperation truths) {
        return Converted.of(call.layers()
                .elementWise(left(call), right(call), call.dtype() == DType.BOOL ? truths : numbers));
    }

    /** Two known bounds on real numbers: one Activation(CLIP), which fuses with convolutions. Else MAX, then MIN. */
    private static Converted clamp(OpCall call) {
        Optional<Double> low = call.arg(1).flatMap(Arguments::real);
        Optional<Double> high = call.arg(2).flatMap(Arguments::real);
        // Truth values are clamped as numbers.
        DType dtype = Reductions.numeric(call.dtype());
        NetworkTensor x = call.operand(0, dtype, call.rank());
        if (low.isPresent() && high.isPresent() && low.get() <= high.get() && x.dtype().isFloatingPoint()) {
            return Converted.of(call.layers().activation(x, ActivationType.CLIP, low.get(), high.get()));
        }
        if (call.has(1)) {
            x = call.layers().elementWise(x, call.operand(1, dtype, call.rank()), ElementWiseOperation.MAX);
        }
        if (call.has(2)) {
            x = call.layers().elementWise(x, call.operand(2, dtype, call.rank()), ElementWiseOperation.MIN);
        }
        return Converted.of(x);
    }

    private static NetworkTensor left(OpCall call) {
        return call.operand(0, call.dtype(), call.rank());
    }

    private static NetworkTensor right(OpCall call) {
        return call.operand(1, call.dtype(), call.rank());
    }

    /** The second operand of a sum, times {@code alpha}. */
    private static NetworkTensor scaledRight(OpCall call) {
        double alpha = call.kwarg("alpha").or(() -> call.arg(2)).flatMap(Arguments::real).orElse(1.0);
        NetworkTensor right = right(call);
        return alpha == 1 ? right : call.layers().elementWise(right, alpha, ElementWiseOperation.PROD);
    }
}
