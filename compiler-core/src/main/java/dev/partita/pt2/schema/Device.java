package dev.partita.pt2.schema;

import java.util.OptionalInt;

/** {@code cpu}, {@code cuda:1}; without index: the current device of that type. */
public record Device(String type, OptionalInt index) {

    @Override
    public String toString() {
        return index.isPresent() ? type + ":" + index.getAsInt() : type;
    }
}
