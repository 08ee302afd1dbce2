package dev.partita.accuracy;

import dev.partita.tensorfile.StoredCases.Tolerance;
import java.util.List;
import java.util.Optional;

/**
 * Where a compiled program leaves Torch.
 *
 * @param values what the segments give, in running order
 * @param torchPlace where the compiled program's Torch segments ran; what they are compared with ran on the CPU
 */
public record SegmentAccuracy(List<ComparedValue> values, Tolerance tolerance, String torchPlace) {

    public SegmentAccuracy {
        values = List.copyOf(values);
    }

    /** In one sentence: the first segment that is wrong by itself is where to look; what only gathers has no such place. */
    public String conclusion() {
        return firstWrong().map(first -> "Look at " + first.segment() + " first: given exact inputs, its %" + first.value()
                        + " is outside the tolerance")
                .or(() -> firstGathered().map(first -> "No segment is outside the tolerance by itself, but at %"
                        + first.value() + " of " + first.segment() + " too much has gathered"))
                .orElseGet(() -> values.size() == 1
                        ? "The one value that segments give agrees with Torch"
                        : "All " + values.size() + " values that segments give agree with Torch");
    }

    /** The first value that is outside the tolerance because of its own segment: where to look. */
    public Optional<ComparedValue> firstWrong() {
        return values.stream().filter(value -> !value.own().agrees()).findFirst();
    }

    /** The first value that is outside the tolerance in the run of the whole program. */
    public Optional<ComparedValue> firstGathered() {
        return values.stream().filter(value -> !value.whole().agrees()).findFirst();
    }
}
