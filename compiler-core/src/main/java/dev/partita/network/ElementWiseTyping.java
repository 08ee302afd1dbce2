package dev.partita.network;

import static dev.partita.network.ElementTypes.require;
import static dev.partita.network.ElementTypes.requireBool;
import static dev.partita.network.ElementTypes.requireFloat;
import static dev.partita.network.ElementTypes.requireNumber;
import static dev.partita.network.ElementTypes.requireSame;

import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What works element by element, on one tensor or on two that TensorRT stretches to one shape. */
final class ElementWiseTyping {

    private ElementWiseTyping() {}

    static TensorType elementWise(Layer.ElementWise layer) {
        NetworkTensor left = layer.left();
        requireSame(layer, left, layer.right());
        List<Long> dims = broadcast(layer, left.dims(), layer.right().dims());
        return switch (layer.operation()) {
            case SUM, PROD, MAX, MIN, SUB, DIV, FLOOR_DIV -> {
                requireNumber(layer, left);
                yield new TensorType(left.dtype(), dims);
            }
            case POW -> {
                requireFloat(layer, left);
                yield new TensorType(left.dtype(), dims);
            }
            case AND, OR, XOR -> {
                requireBool(layer, left);
                yield new TensorType(DType.BOOL, dims);
            }
            case EQUAL, GREATER, LESS -> {
                requireNumber(layer, left);
                yield new TensorType(DType.BOOL, dims);
            }
        };
    }

    static TensorType unary(Layer.Unary layer) {
        NetworkTensor input = layer.input();
        return switch (layer.operation()) {
            case NOT -> {
                requireBool(layer, input);
                yield input.type();
            }
            case ISINF, ISNAN -> {
                requireFloat(layer, input);
                yield input.type().withDtype(DType.BOOL);
            }
            case ABS, SIGN -> {
                requireNumber(layer, input);
                yield input.type();
            }
            case TAN, SINH, COSH, ASIN, ACOS, ATAN, ASINH, ACOSH, ATANH -> {
                requireFloat(layer, input);
                require(input.dtype() != DType.BFLOAT16, layer, "TensorRT 10.6 does not compute this in bfloat16");
                yield input.type();
            }
            case EXP, LOG, SQRT, RECIP, NEG, SIN, COS, CEIL, FLOOR, ERF, ROUND -> {
                requireFloat(layer, input);
                yield input.type();
            }
        };
    }

    /** Extents of an element-wise result: TensorRT stretches ones, and wants equal ranks. */
    static List<Long> broadcast(Layer layer, List<Long> left, List<Long> right) {
        require(left.size() == right.size(), layer, "ranks differ: " + left + " and " + right);
        List<Long> dims = new ArrayList<>(Collections.nCopies(left.size(), TensorType.DYNAMIC));
        for (int axis = 0; axis < left.size(); axis++) {
            long one = left.get(axis);
            long other = right.get(axis);
            dims.set(axis, one == 1 ? Long.valueOf(other) : other == 1 ? Long.valueOf(one) : agreed(layer, one, other));
        }
        return dims;
    }

    /** The extent that two axes share, as far as one of them is known. */
    static Long agreed(Layer layer, long one, long other) {
        require(one == other || one < 0 || other < 0, layer, "extents differ: " + one + " and " + other);
        return Math.max(one, other);
    }
}
