package dev.partita.app.session;

import dev.partita.profile.LayerTiming;
import dev.partita.profile.Profile;
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
    }

    record Failed(String title, String details) implements ProfileOutcome {}
}
