package dev.partita.network;

import static dev.partita.network.ElementTypes.require;
import static dev.partita.network.ElementTypes.requireFloat;
import static dev.partita.network.ElementTypes.requireSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Extents of matrix products: leading axes broadcast, ranks of the leading axes are equal. */
final class MatrixTyping {

    private MatrixTyping() {}

    static TensorType output(Layer.MatrixMultiply layer) {
        NetworkTensor left = layer.left();
        NetworkTensor right = layer.right();
        requireFloat(layer, left);
        requireSame(layer, left, right);
        int leftMatrix = layer.leftOperation() == MatrixOperation.VECTOR ? 1 : 2;
        int rightMatrix = layer.rightOperation() == MatrixOperation.VECTOR ? 1 : 2;
        require(left.rank() >= leftMatrix && right.rank() >= rightMatrix, layer, "ranks too small");
        List<Long> dims = new ArrayList<>(ElementWiseTyping.broadcast(
                layer,
                left.dims().subList(0, left.rank() - leftMatrix),
                right.dims().subList(0, right.rank() - rightMatrix)));
        long inner = layer.leftOperation() == MatrixOperation.TRANSPOSE ? left.dim(-2) : left.dim(-1);
        long otherInner = layer.rightOperation() == MatrixOperation.NONE ? right.dim(-2) : right.dim(-1);
        ElementWiseTyping.agreed(layer, inner, otherInner);
        switch (layer.leftOperation()) {
            case NONE -> dims.add(left.dim(-2));
            case TRANSPOSE -> dims.add(left.dim(-1));
            case VECTOR -> {}
        }
        switch (layer.rightOperation()) {
            case NONE -> dims.add(right.dim(-1));
            case TRANSPOSE -> dims.add(right.dim(-2));
            case VECTOR -> {}
        }
        return left.type().withDims(dims);
    }

    /** Explicit equations with single-letter axes, such as {@code bij,bjk->bik}. */
    static TensorType einsum(Layer.Einsum layer) {
        String[] sides = layer.equation().replace(" ", "").split("->", -1);
        require(sides.length == 2, layer, "the equation must name its result");
        String[] terms = sides[0].split(",", -1);
        require(terms.length == layer.inputs().size(), layer, "one term per input");
        Map<Character, Long> extents = new HashMap<>();
        for (int i = 0; i < terms.length; i++) {
            NetworkTensor input = layer.inputs().get(i);
            requireFloat(layer, input);
            require(terms[i].length() == input.rank(), layer, "'" + terms[i] + "' does not fit " + input.type());
            for (int axis = 0; axis < input.rank(); axis++) {
                extents.merge(terms[i].charAt(axis), input.dim(axis), Math::max);
            }
        }
        List<Long> dims = new ArrayList<>();
        for (char axis : sides[1].toCharArray()) {
            dims.add(extents.getOrDefault(axis, TensorType.DYNAMIC));
        }
        return layer.inputs().getFirst().type().withDims(dims);
    }
}
