package dev.partita.settings;

import dev.partita.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes the text form of {@link InputSpec}, and reads the JSON object with Torch-TensorRT's keys. */
final class InputSpecText {

    private static final String HINT = "name=min:1x3x224x224,opt:8x3x224x224,max:16x3x224x224 or name=8x3x224x224";

    private InputSpecText() {}

    static InputSpec parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw Expected.but(HINT, text);
        }
        String name = text.substring(0, equals).strip();
        String shapes = text.substring(equals + 1).strip();
        Optional<DType> dtype = Optional.empty();
        int at = shapes.indexOf('@');
        if (at >= 0) {
            String typeName = shapes.substring(at + 1);
            dtype = Optional.of(ShortDTypes.parse(typeName).orElseThrow(() -> Expected.but("a torch dtype", typeName)));
            shapes = shapes.substring(0, at);
        }
        return new InputSpec(name, Arrays.stream(shapes.split(";")).map(InputSpecText::range).toList(), dtype);
    }

    static String print(InputSpec input) {
        return input.name() + "=" + input.profiles().stream().map(InputSpecText::print).collect(Collectors.joining(";"))
                + input.dtype().map(dtype -> "@" + dtype.torchName()).orElse("");
    }

    /** A string in the text form, or {@code {"name", "min_shape", "opt_shape", "max_shape", "dtype"}}. */
    static InputSpec fromJson(@Nullable Object json) {
        return switch (json) {
            case String text -> parse(text);
            case Map<?, ?> map -> fromMap(map);
            case null, default -> throw Expected.but(HINT, json);
        };
    }

    private static InputSpec fromMap(Map<?, ?> map) {
        if (!(map.get("name") instanceof String name)) {
            throw Expected.but("an input with a \"name\"", map);
        }
        Optional<DType> dtype = Optional.ofNullable(map.get("dtype")).map(Object::toString).map(typeName ->
                ShortDTypes.parse(typeName).orElseThrow(() -> Expected.but("a torch dtype", typeName)));
        List<ShapeRange> profiles = map.get("profiles") instanceof List<?> list
                ? list.stream().map(item -> range(item instanceof Map<?, ?> profile ? profile : Map.of())).toList()
                : List.of(range(map));
        return new InputSpec(name, profiles, dtype);
    }

    private static ShapeRange range(Map<?, ?> map) {
        if (map.containsKey("shape")) {
            return ShapeRange.fixed(extents(map.get("shape")));
        }
        List<Long> min = extents(map.get("min_shape"));
        List<Long> max = extents(map.get("max_shape"));
        return map.containsKey("opt_shape")
                ? new ShapeRange(min, extents(map.get("opt_shape")), max)
                : ShapeRange.between(min, max);
    }

    private static List<Long> extents(@Nullable Object json) {
        if (json instanceof List<?> list) {
            return list.stream().map(item -> extent(String.valueOf(item))).toList();
        }
        throw Expected.but("a list of extents", json);
    }

    private static ShapeRange range(String text) {
        Optional<List<Long>> min = Optional.empty();
        Optional<List<Long>> opt = Optional.empty();
        Optional<List<Long>> max = Optional.empty();
        for (String part : text.split(",")) {
            String entry = part.strip();
            if (entry.startsWith("min:")) {
                min = Optional.of(shape(entry.substring(4)));
            } else if (entry.startsWith("opt:")) {
                opt = Optional.of(shape(entry.substring(4)));
            } else if (entry.startsWith("max:")) {
                max = Optional.of(shape(entry.substring(4)));
            } else {
                return ShapeRange.fixed(shape(text));
            }
        }
        if (min.isEmpty() || max.isEmpty()) {
            throw Expected.but("min: and max: together", text);
        }
        return opt.isPresent() ? new ShapeRange(min.get(), opt.get(), max.get()) : ShapeRange.between(min.get(), max.get());
    }

    private static List<Long> shape(String text) {
        return text.strip().equals("scalar")
                ? List.of()
                : Arrays.stream(text.strip().split("x")).map(InputSpecText::extent).toList();
    }

    private static Long extent(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw Expected.but("an extent such as 224", text);
        }
    }

    private static String print(ShapeRange range) {
        return range.isStatic()
                ? print(range.min())
                : "min:" + print(range.min()) + ",opt:" + print(range.opt()) + ",max:" + print(range.max());
    }

    private static String print(List<Long> shape) {
        return shape.isEmpty() ? "scalar" : shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
