package dev.partita.pt2.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who wrote the program and what it promises.
 *
 * @param torchVersion informational; {@code <=2.4} when the file does not say
 * @param verifiers the dialect: {@code TRAINING} (composite ops) or {@code ATEN} (decomposed)
 * @param guards checks on the inputs as Python text; for display only
 */
public record Producer(
        SchemaVersion schema,
        String torchVersion,
        Map<String, Long> opsets,
        List<String> verifiers,
        List<String> guards) {

    public Producer {
        opsets = Collections.unmodifiableMap(new LinkedHashMap<>(opsets));
        verifiers = List.copyOf(verifiers);
        guards = List.copyOf(guards);
    }
}
