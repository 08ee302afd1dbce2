package dev.partita.ir;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the spellings of {@link OpName}; equal spellings share one object. */
final class OpNames {

    /** Stands before everything that is not a function of Python. */
    static final String LIBRARIES = "torch.ops.";

    /** Python modules whose functions appear as targets; they have no overloads. */
    private static final Set<String> PYTHON_MODULES = Set.of("_operator", "math", "torch", "builtins");

    /** Operators that take graphs are written like those of a library, and have no overloads either. */
    private static final String HIGHER_ORDER = "higher_order";

    /** Pure interning caches: they never change what a call returns. */
    private static final Map<String, OpName> BY_SHORT_NAME = new ConcurrentHashMap<>();

    private static final Map<String, OpName> BY_QUALIFIED_NAME = new ConcurrentHashMap<>();

    private OpNames() {}

    static OpName parseShort(String name) {
        OpName known = BY_SHORT_NAME.get(name);
        return known != null ? known : BY_SHORT_NAME.computeIfAbsent(name, OpNames::split);
    }

    static OpName parseQualified(String name) {
        OpName known = BY_QUALIFIED_NAME.get(name);
        return known != null ? known : BY_QUALIFIED_NAME.computeIfAbsent(name, key ->
                parseShort(key.startsWith(LIBRARIES) ? key.substring(LIBRARIES.length()) : key));
    }

    static boolean isPython(String namespace) {
        return PYTHON_MODULES.contains(namespace);
    }

    private static OpName split(String name) {
        int first = name.indexOf('.');
        if (first < 0) {
            return new OpName("", name, "");
        }
        String namespace = name.substring(0, first);
        int last = name.lastIndexOf('.');
        if (last == first || isPython(namespace) || namespace.equals(HIGHER_ORDER)) {
            return new OpName(namespace, name.substring(first + 1), "");
        }
        return new OpName(namespace, name.substring(first + 1, last), name.substring(last + 1));
    }
}
