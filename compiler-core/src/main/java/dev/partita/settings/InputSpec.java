package dev.partita.settings;

import dev.partita.tensor.DType;
import java.util.List;
import java.util.Optional;

/**
 * What the user declares about one input of the program.
 *
 * <p>As text: {@code x=min:1x3x224x224,opt:8x3x224x224,max:16x3x224x224}, or {@code x=8x3x224x224} when fixed; further
 * optimization profiles follow after {@code ;}, an element type after {@code @}: {@code x=1x3@float16}. A scalar's shape
 * is written {@code scalar}.
 *
 * @param name the program's own name of the input
 * @param profiles one per optimization profile, at least one, all of the same rank
 * @param dtype the element type to feed, or empty for the program's own
 */
public record InputSpec(String name, List<ShapeRange> profiles, Optional<DType> dtype) {

    public InputSpec {
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new SettingsException("input '" + name + "' has no shape");
        }
        if (profiles.stream().mapToInt(ShapeRange::rank).distinct().count() > 1) {
            throw new SettingsException("the profiles of input '" + name + "' differ in rank");
        }
    }

    public InputSpec(String name, ShapeRange range) {
        this(name, List.of(range), Optional.empty());
    }

    /** The range that covers all profiles; opt is that of the first one. */
    public ShapeRange union() {
        ShapeRange first = profiles.getFirst();
        java.util.ArrayList<Long> min = new java.util.ArrayList<>(first.min());
        java.util.ArrayList<Long> max = new java.util.ArrayList<>(first.max());
        for (ShapeRange profile : profiles) {
            for (int axis = 0; axis < first.rank(); axis++) {
                min.set(axis, Math.min(min.get(axis), profile.min().get(axis)));
                max.set(axis, Math.max(max.get(axis), profile.max().get(axis)));
            }
        }
        return new ShapeRange(min, first.opt(), max);
    }

    /** Reads the text form. */
    public static InputSpec parse(String text) {
        return InputSpecText.parse(text);
    }

    /** The text form. */
    @Override
    public String toString() {
        return InputSpecText.print(this);
    }
}
