package dev.partita.pt2;

import java.util.LinkedHashMap;
import java.util.Map;

/** A dictionary while it is being built; may contain itself. */
final class PickleDict {

    private final Map<String, Object> entries = new LinkedHashMap<>();

    void put(Object key, Object value) {
        entries.put(text(key), value);
    }

    Map<String, Object> entries() {
        return entries;
    }

    private static String text(Object key) {
        return switch (key) {
            case PythonValue.Text(String text) -> text;
            case PythonValue.Int(long number) -> Long.toString(number);
            default -> throw new IllegalArgumentException("pickle has a dictionary key that is not a text");
        };
    }
}
