package dev.partita.network;

import java.util.List;
import java.util.Optional;

/** What one pass of a loop does. Variables are made by the loop; the layers read them. */
public record LoopBody(
        List<Recurrence> recurrences, List<Iterator> iterators, List<NamedLayer> layers, List<Result> results) {
    public LoopBody {
        recurrences = List.copyOf(recurrences);
        iterators = List.copyOf(iterators);
        layers = List.copyOf(layers);
        results = List.copyOf(results);
    }

    /** A state: {@code initial} in the first pass, then {@code next} of the pass before. Types are equal. */
    public record Recurrence(NetworkTensor variable, NetworkTensor initial, NetworkTensor next) {}

    /** {@code source[pass]} along {@code axis}. */
    public record Iterator(NetworkTensor variable, NetworkTensor source, int axis, boolean reverse) {}

    /**
     * What leaves the loop.
     *
     * @param axis where CONCATENATE and REVERSE put the new axis; 0 for LAST_VALUE
     * @param length extent of the new axis, a scalar; none for LAST_VALUE
     */
    public record Result(NetworkTensor value, LoopOutputKind kind, int axis, Optional<NetworkTensor> length) {}
}
