package dev.partita.network;

import dev.partita.tensor.DType;
import java.util.Set;

/** Which element types TensorRT 10.6 has, and which of them groups of layers take. */
public final class ElementTypes {

    /** Types that can cross a network's border or be a constant's. */
    public static final Set<DType> ALL = Set.of(
            DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16, DType.INT64, DType.INT32, DType.INT8, DType.UINT8, DType.BOOL,
            DType.FLOAT8_E4M3FN);

    /** Types in which most arithmetic is done. */
    public static final Set<DType> FLOATS = Set.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16);

    /** Types of sizes and indices. */
    public static final Set<DType> INDICES = Set.of(DType.INT32, DType.INT64);

    private ElementTypes() {}

    static void require(boolean holds, Layer layer, String rule) {
        if (!holds) {
            throw new NetworkException(layer + ": " + rule);
        }
    }

    static void requireFloat(Layer layer, NetworkTensor tensor) {
        require(FLOATS.contains(tensor.dtype()), layer, tensor + " must be floating point, it is " + tensor.type());
    }

    static void requireNumber(Layer layer, NetworkTensor tensor) {
        require(
                FLOATS.contains(tensor.dtype()) || INDICES.contains(tensor.dtype()) || tensor.dtype() == DType.INT8,
                layer,
                tensor + " must be a number, it is " + tensor.type());
    }

    static void requireIndex(Layer layer, NetworkTensor tensor) {
        require(INDICES.contains(tensor.dtype()), layer, tensor + " must be int32 or int64, it is " + tensor.type());
    }

    static void requireBool(Layer layer, NetworkTensor tensor) {
        require(tensor.dtype() == DType.BOOL, layer, tensor + " must be bool, it is " + tensor.type());
    }

    static void requireSame(Layer layer, NetworkTensor first, NetworkTensor second) {
        require(
                first.dtype() == second.dtype(),
                layer,
                "element types differ: " + first + " is " + first.type() + ", " + second + " is " + second.type());
    }
}
