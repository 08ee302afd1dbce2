package dev.partita.network;

import dev.partita.tensor.DType;
import java.util.List;

/** What a convolution takes as kernel or bias: weights of the layer, or a tensor that the network computes. */
public sealed interface Operand {

    DType dtype();

    List<Long> dims();

    record Weights(WeightSource source) implements Operand {
        @Override
        public DType dtype() {
            return source.dtype();
        }

        @Override
        public List<Long> dims() {
            return source.dims();
        }

        @Override
        public String toString() {
            return source.toString();
        }
    }

    record Computed(NetworkTensor tensor) implements Operand {
        @Override
        public DType dtype() {
            return tensor.dtype();
        }

        @Override
        public List<Long> dims() {
            return tensor.dims();
        }

        @Override
        public String toString() {
            return tensor.toString();
        }
    }
}
