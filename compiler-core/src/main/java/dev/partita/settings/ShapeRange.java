package dev.partita.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Smallest, best and largest extents of one input: one optimization profile. Static when all three agree. */
public record ShapeRange(List<Long> min, List<Long> opt, List<Long> max) {

    /** One of the three shapes. */
    public enum Corner {
        MIN,
        OPT,
        MAX
    }

    public ShapeRange {
        min = List.copyOf(min);
        opt = List.copyOf(opt);
        max = List.copyOf(max);
        if (min.size() != opt.size() || opt.size() != max.size()) {
            throw new SettingsException("min " + min + ", opt " + opt + " and max " + max + " differ in rank");
        }
        for (int axis = 0; axis < min.size(); axis++) {
            if (min.get(axis) < 0 || min.get(axis) > opt.get(axis) || opt.get(axis) > max.get(axis)) {
                throw new SettingsException("axis " + axis + ": expected 0 <= min <= opt <= max, found "
                        + min.get(axis) + ", " + opt.get(axis) + ", " + max.get(axis));
            }
        }
    }

    public static ShapeRange fixed(List<Long> shape) {
        return new ShapeRange(shape, shape, shape);
    }

    /** A range whose opt is the midpoint, rounded down: always between min and max, unlike Torch-TensorRT's default. */
    public static ShapeRange between(List<Long> min, List<Long> max) {
        List<Long> opt = new ArrayList<>();
        for (int axis = 0; axis < Math.min(min.size(), max.size()); axis++) {
            opt.add(min.get(axis) + (max.get(axis) - min.get(axis)) / 2);
        }
        return new ShapeRange(min, opt, max);
    }

    public List<Long> at(Corner corner) {
        return switch (corner) {
            case MIN -> min;
            case OPT -> opt;
            case MAX -> max;
        };
    }

    public int rank() {
        return min.size();
    }

    public boolean isStatic() {
        return min.equals(max);
    }

    /** For people: {@code 1x128} or {@code min 1x128, opt 2x128, max 8x128}. */
    public String words() {
        return isStatic()
                ? extents(min)
                : "min " + extents(min) + ", opt " + extents(opt) + ", max " + extents(max);
    }

    private static String extents(List<Long> shape) {
        return shape.isEmpty() ? "scalar" : shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
