package dev.partita.pt2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of a program that is not graph, by dotted path. Non-persistent buffers lie with the constants.
 *
 * @param weights parameters and persistent buffers
 * @param constants tensor constants and non-persistent buffers
 * @param opaque constants that only Python or C++ classes can interpret
 */
public record ProgramData(Map<String, Weight> weights, Map<String, Weight> constants, Map<String, OpaqueConstant> opaque) {

    public ProgramData {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        opaque = Collections.unmodifiableMap(new LinkedHashMap<>(opaque));
    }

    /** The data behind a dotted path of the signature, wherever it lies. */
    public Optional<Weight> find(String fqn) {
        Weight weight = weights.get(fqn);
        return Optional.ofNullable(weight != null ? weight : constants.get(fqn));
    }
}
