package dev.partita.app.session;

import dev.partita.accuracy.Comparison;
import dev.partita.accuracy.Difference;
import dev.partita.compile.Plan;
import dev.partita.ir.Node;
import dev.partita.partition.Segment;
import dev.partita.protocol.Reply.ComparedValue;
import dev.partita.protocol.Reply.SegmentsCompared;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How a comparison with Torch ended. */
public sealed interface AccuracyOutcome {

    record Compared(SegmentsCompared values) implements AccuracyOutcome {

        /** The largest absolute error that the segment adds, given exact inputs; empty where shapes or types differ. */
        public OptionalDouble error(String segment) {
            return values.values().stream()
                    .filter(value -> value.segment().equals(segment))
                    .flatMap(value -> value.own() instanceof Comparison.Compared(Difference difference)
                            ? Stream.of(difference.lInf())
                            : Stream.empty())
                    .mapToDouble(Double::doubleValue).max();
        }

        /** By node of the plan: the error of its segment, never divided among its nodes. */
        public Map<String, Double> errors(Plan plan) {
            Map<String, Double> errors = new LinkedHashMap<>();
            for (Segment segment : plan.partitioning().segments()) {
                error(segment.name()).ifPresent(error -> segment.nodes().stream().filter(Node::isCall)
                        .forEach(node -> errors.put(node.name(), error)));
            }
            return errors;
        }

        /** The first value that is outside the tolerance because of its own segment. */
        public Optional<ComparedValue> firstWrong() {
            return values.values().stream().filter(value -> !value.own().agrees()).findFirst();
        }

        /** The first value that is outside the tolerance in the run of the whole program. */
        public Optional<ComparedValue> firstGathered() {
            return values.values().stream().filter(value -> !value.whole().agrees()).findFirst();
        }
    }

    record Failed(String title, String details) implements AccuracyOutcome {}
}
