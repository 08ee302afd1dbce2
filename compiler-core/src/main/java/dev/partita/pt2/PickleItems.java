package dev.partita.pt2;

import java.util.List;

/** A list, tuple or set while it is being built; may contain itself. */
record PickleItems(Kind kind, List<Object> items) {

    enum Kind {
        LIST,
        TUPLE,
        SET
    }

    static PickleItems tuple(List<Object> items) {
        return new PickleItems(Kind.TUPLE, items);
    }

    void add(Object item) {
        if (kind == Kind.TUPLE) {
            throw new IllegalArgumentException("pickle appends to a tuple");
        }
        items.add(item);
    }
}
