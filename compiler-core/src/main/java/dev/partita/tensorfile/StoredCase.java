package dev.partita.tensorfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call: inputs and outputs as the flat leaves of the Python arguments and results.
 *
 * @param mutatedBuffers state after the call, by the buffer's dotted path
 * @param mutatedInputs state after the call, by position in {@code inputs}
 */
public record StoredCase(
        String name,
        List<Leaf> inputs,
        List<Leaf> outputs,
        Map<String, StoredValue> mutatedBuffers,
        Map<Integer, StoredValue> mutatedInputs) {

    public StoredCase {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        mutatedBuffers = Collections.unmodifiableMap(new LinkedHashMap<>(mutatedBuffers));
        mutatedInputs = Collections.unmodifiableMap(new LinkedHashMap<>(mutatedInputs));
    }

    /** @param path where it stands in the Python structure, such as {@code [0][1]['mask']}; may be empty */
    public record Leaf(String path, StoredValue value) {}
}
