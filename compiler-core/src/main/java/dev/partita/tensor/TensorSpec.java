package dev.partita.tensor;

/** Element type and shape of a tensor value; prints as {@code float32[2, s0]}. */
public record TensorSpec(DType dtype, Shape shape) {

    public int rank() {
        return shape.rank();
    }

    @Override
    public String toString() {
        return dtype.torchName() + shape;
    }
}
