package dev.partita.app.session;

import dev.partita.compile.Plan;
import dev.partita.ir.Node;
import dev.partita.partition.Segment;
import dev.partita.profile.LayerTiming;
import dev.partita.profile.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How a profile run ended. */
public sealed interface ProfileOutcome {

    /**
     * @param engines one profile per engine, by segment, in running order
     * @param whole the program from its first segment to its last, the segments in the layers' place; empty for one engine alone
     * @param notes what the reader must know besides, such as why the whole could not be measured
     */
    record Measured(Map<String, Profile> engines, Optional<Profile> whole, List<String> notes) implements ProfileOutcome {
        public Measured {
            notes = List.copyOf(notes);
        }

        /** Median time of a segment in milliseconds, as part of the whole where that was measured. */
        public OptionalDouble millis(String segment) {
            Optional<Double> inWhole = whole.flatMap(profile -> profile.layers().stream()
                    .filter(part -> part.name().startsWith(segment + " "))
                    .map(LayerTiming::medianMillis).map(Float::doubleValue).findFirst());
            Optional<Double> alone = Optional.ofNullable(engines.get(segment))
                    .map(profile -> (double) profile.measurement().series().compute().median());
            return inWhole.or(() -> alone).map(OptionalDouble::of).orElse(OptionalDouble.empty());
        }

        /**
         * Microseconds by node of the plan. The time of an engine's layer, or of a whole Torch segment, counts for each node
         * that it computes; it is never divided among them.
         */
        public Map<String, Double> micros(Plan plan) {
            List<LayerTiming> layers = engines.values().stream().flatMap(profile -> profile.layers().stream()).toList();
            Map<String, Double> micros = new LinkedHashMap<>(new LayerNodes(plan.lowered().graph()).medianMicros(layers));
            for (Segment segment : plan.partitioning().segments()) {
                if (!segment.isTensorRt()) {
                    millis(segment.name()).ifPresent(millis -> segment.nodes().stream().filter(Node::isCall)
                            .forEach(node -> micros.put(node.name(), millis * 1000)));
                }
            }
            return micros;
        }
    }

    record Failed(String title, String details) implements ProfileOutcome {}
}
