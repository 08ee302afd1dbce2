package dev.partita.partition;

import dev.partita.convert.Verdict;
import java.util.Optional;

/**
 * What is known about one call: whether TensorRT could take it, where it runs, and, in Torch, why.
 *
 * @param support whether a converter takes it
 * @param segment the segment it runs in
 * @param whyTorch present exactly when the segment is not one of TensorRT
 */
public record NodeVerdict(Verdict support, Segment segment, Optional<TorchReason> whyTorch) {

    public boolean runsInTensorRt() {
        return segment.isTensorRt();
    }
}
