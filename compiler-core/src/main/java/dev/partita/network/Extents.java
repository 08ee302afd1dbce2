package dev.partita.network;

import java.util.Arrays;
import java.util.List;

/** One number per axis, known when the network is built or computed by it (a shape tensor). */
public sealed interface Extents {

    /** What is known of each number; {@link TensorType#DYNAMIC} for the rest. */
    List<Long> known();

    /** The shape tensor that computes the numbers, or nothing to read. */
    default List<NetworkTensor> reads() {
        return this instanceof Computed(NetworkTensor tensor, List<Long> _) ? List.of(tensor) : List.of();
    }

    record Fixed(List<Long> known) implements Extents {
        public Fixed {
            known = List.copyOf(known);
        }

        @Override
        public String toString() {
            return known.toString();
        }
    }

    /**
     * @param tensor rank 1, INT32 or INT64, as many elements as axes
     * @param known what the converter knows of the values anyway, to type the layer's output
     */
    record Computed(NetworkTensor tensor, List<Long> known) implements Extents {
        public Computed {
            known = List.copyOf(known);
        }

        @Override
        public String toString() {
            return tensor + known.toString();
        }
    }

    static Extents of(List<Long> values) {
        return new Fixed(values);
    }

    static Extents of(long... values) {
        return new Fixed(Arrays.stream(values).boxed().toList());
    }
}
