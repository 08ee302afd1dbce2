package dev.partita.partition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of the graph TensorRT could take, before block sizes matter. Counts calls, getitem included.
 *
 * @param supportedOperators number of supported calls per qualified op name
 * @param unsupportedOperators number of the others per qualified op name
 */
public record Coverage(
        int totalOps, int supportedOps, Map<String, Integer> supportedOperators, Map<String, Integer> unsupportedOperators) {

    public Coverage {
        supportedOperators = Collections.unmodifiableMap(new LinkedHashMap<>(supportedOperators));
        unsupportedOperators = Collections.unmodifiableMap(new LinkedHashMap<>(unsupportedOperators));
    }

    public double percent() {
        return totalOps == 0 ? 0 : 100.0 * supportedOps / totalOps;
    }
}
