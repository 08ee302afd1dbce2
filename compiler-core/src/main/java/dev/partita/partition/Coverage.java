package dev.partita.partition;

import dev.partita.convert.Verdict;
import dev.partita.ir.Node;
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

    static Coverage of(Map<Node, Verdict> verdicts) {
        Map<String, Integer> supported = new LinkedHashMap<>();
        Map<String, Integer> unsupported = new LinkedHashMap<>();
        verdicts.forEach((node, verdict) ->
                (verdict.isSupported() ? supported : unsupported).merge(node.op().qualified(), 1, Integer::sum));
        int supportedOps = supported.values().stream().mapToInt(Integer::intValue).sum();
        return new Coverage(verdicts.size(), supportedOps, supported, unsupported);
    }

    public double percent() {
        return totalOps == 0 ? 0 : 100.0 * supportedOps / totalOps;
    }
}
