package dev.partita.engine;

import dev.partita.settings.ShapeRange;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one input of an engine may be.
 *
 * @param profiles one per optimization profile, all inputs in the same order; for an input that carries a size they hold
 *     its values instead of extents
 */
public record InputRange(String input, List<ShapeRange> profiles) {
    public InputRange {
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("input '" + input + "' has no range");
        }
    }

    /** For people: {@code x min 1x3, opt 4x3, max 8x3}, profiles parted by "or". */
    public String words() {
        return input + " " + profiles.stream().map(ShapeRange::words).collect(Collectors.joining(" or "));
    }
}
