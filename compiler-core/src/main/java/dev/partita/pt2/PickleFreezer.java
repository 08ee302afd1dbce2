package dev.partita.pt2;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what a pickle built into immutable values; each shared part once, cycles refused. */
final class PickleFreezer {

    private static final int MAX_DEPTH = 100;

    private final IdentityHashMap<Object, PythonValue> done = new IdentityHashMap<>();
    private int depth;

    PythonValue freeze(Object value) {
        if (value instanceof PythonValue plain) {
            return plain;
        }
        PythonValue known = done.get(value);
        if (known != null) {
            return known;
        }
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("pickle nests deeper than " + MAX_DEPTH + " levels or contains itself");
        }
        PythonValue frozen = switch (value) {
            case PickleItems items -> items(items);
            case PickleDict dict -> {
                Map<String, PythonValue> entries = new LinkedHashMap<>();
                dict.entries().forEach((key, entry) -> entries.put(key, freeze(entry)));
                yield new PythonValue.Dict(entries);
            }
            default -> new PythonValue.Unavailable(value.toString());
        };
        depth--;
        done.put(value, frozen);
        return frozen;
    }

    private PythonValue items(PickleItems items) {
        List<PythonValue> frozen = new ArrayList<>();
        items.items().forEach(item -> frozen.add(freeze(item)));
        return items.kind() == PickleItems.Kind.TUPLE ? new PythonValue.Tuple(frozen) : new PythonValue.Items(frozen);
    }
}
