package dev.partita.network;

import dev.partita.tensor.DType;
import java.util.List;

/** A tensor of a network: made once, by an input or a layer. Ids are unique within one network, bodies included. */
public record NetworkTensor(int id, TensorType type) {

    public DType dtype() {
        return type.dtype();
    }

    public List<Long> dims() {
        return type.dims();
    }

    /** The extent at {@code axis}, which may count from the end; {@link TensorType#DYNAMIC} when not known. */
    public long dim(int axis) {
        return type.dims().get(axis < 0 ? axis + rank() : axis);
    }

    public int rank() {
        return type.rank();
    }

    /** {@code %12}: where a tensor is read; its type stands where it is made. */
    @Override
    public String toString() {
        return "%" + id;
    }
}
