package dev.partita.app.graph.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Numbers for boxes, from a profile, a comparison or a file: painted as a gradient.
 *
 * @param title such as {@code Time}
 * @param unit such as {@code µs}; may be empty
 * @param values by box id
 */
public record NodeData(String title, String unit, Map<String, Double> values) {

    public NodeData {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public OptionalDouble value(String id) {
        Double value = values.get(id);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    public double least() {
        return values.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    public double most() {
        return values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
