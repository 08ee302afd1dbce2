package dev.partita.app.session;

import dev.partita.accuracy.Comparison;
import dev.partita.accuracy.Difference;
import dev.partita.accuracy.SegmentAccuracy;
import dev.partita.compile.Plan;
import dev.partita.ir.Node;
import dev.partita.partition.Segment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How a comparison with Torch ended. */
public sealed interface AccuracyOutcome {

    record Compared(SegmentAccuracy accuracy) implements AccuracyOutcome {

        /** The largest absolute error that the segment adds, given exact inputs; empty where shapes or types differ. */
        public OptionalDouble error(String segment) {
            return accuracy.values().stream()
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
    }

    record Failed(String title, String details) implements AccuracyOutcome {}
}
