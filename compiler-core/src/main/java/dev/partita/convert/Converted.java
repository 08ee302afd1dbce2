package dev.partita.convert;

import dev.partita.network.NetworkTensor;
import dev.partita.network.WeightSource;
import dev.partita.tensor.SymExpr;
import java.util.List;

/** What a node became. */
public sealed interface Converted {

    /** Somebody else's business: a result that nobody may read, such as layer norm's mean. */
    Converted ABSENT = new Absent();

    /** A tensor that the network computes. */
    record Computed(NetworkTensor tensor) implements Converted {}

    /** A tensor known before running; becomes a layer only where a layer must read it. */
    record Known(WeightSource weights) implements Converted {}

    /** An integer or real number made of sizes; becomes a tensor only where a layer must read it. */
    record Number(SymExpr expression) implements Converted {}

    record Several(List<Converted> items) implements Converted {
        public Several {
            items = List.copyOf(items);
        }
    }

    record Absent() implements Converted {}

    static Converted of(NetworkTensor tensor) {
        return new Computed(tensor);
    }

    static Converted several(List<NetworkTensor> tensors) {
        return new Several(tensors.stream().map(Converted::of).toList());
    }
}
