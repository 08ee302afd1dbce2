package dev.partita.settings;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Immutable sets that keep their order, so that files and prints are the same each time. */
final class OrderedSets {

    private OrderedSets() {}

    static <T> Set<T> of(Collection<? extends T> items) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(items));
    }
}
