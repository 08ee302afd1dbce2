package dev.partita.partition;

import dev.partita.convert.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

    static Coverage of(CallGraph calls, List<Verdict> verdicts) {
        Map<String, Integer> supported = new LinkedHashMap<>();
        Map<String, Integer> unsupported = new LinkedHashMap<>();
        for (int call = 0; call < calls.size(); call++) {
            (verdicts.get(call).isSupported() ? supported : unsupported)
                    .merge(calls.call(call).op().qualified(), 1, Integer::sum);
        }
        int supportedOps = supported.values().stream().mapToInt(Integer::intValue).sum();
        return new Coverage(verdicts.size(), supportedOps, supported, unsupported);
    }

    public double percent() {
        return totalOps == 0 ? 0 : 100.0 * supportedOps / totalOps;
    }
}
