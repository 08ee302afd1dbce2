package dev.partita.ir;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads and writes the spellings of {@link OpName}; equal names share one object. */
final class OpNames {

    /** Python modules whose functions appear as targets; they have no overloads. */
    private static final Set<String> PYTHON_MODULES = Set.of("_operator", "math", "torch", "builtins", "higher_order");

    /** A pure interning cache: it never changes what a call returns. */
    private static final Map<String, OpName> INTERNED = new ConcurrentHashMap<>();

    private OpNames() {}

    static OpName parseShort(String name) {
        return INTERNED.computeIfAbsent(name, OpNames::split);
    }

    static OpName parseQualified(String name) {
        return parseShort(name.startsWith("torch.ops.") ? name.substring("torch.ops.".length()) : name);
    }

    static String qualified(OpName name) {
        boolean python = PYTHON_MODULES.contains(name.namespace()) && !name.namespace().equals("higher_order");
        return python ? name.shortName() : "torch.ops." + name.shortName();
    }

    private static OpName split(String name) {
        int first = name.indexOf('.');
        if (first < 0) {
            return new OpName("", name, "");
        }
        String namespace = name.substring(0, first);
        int last = name.lastIndexOf('.');
        if (last == first || PYTHON_MODULES.contains(namespace)) {
            return new OpName(namespace, name.substring(first + 1), "");
        }
        return new OpName(namespace, name.substring(first + 1, last), name.substring(last + 1));
    }
}
