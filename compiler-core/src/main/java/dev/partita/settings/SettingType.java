package dev.partita.settings;

import dev.partita.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a value is written in a flag, in JSON, and which editor suits it. The text form of {@link #print} is read back by
 * {@link #parse}, and likewise for JSON.
 */
public sealed interface SettingType<T> {

    T parse(String text);

    String print(T value);

    /** From what a JSON reader yields: Boolean, Number, String, List, Map or null. Its text form unless it has one of its own. */
    default T fromJson(@Nullable Object json) {
        return parse(String.valueOf(json));
    }

    default @Nullable Object toJson(T value) {
        return print(value);
    }

    /** What may be written, to follow "expected": {@code a whole number from 0 to 5}. */
    String hint();

    /** Yes or no. */
    record Flag() implements SettingType<Boolean> {
        @Override
        public Boolean parse(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "1" -> true;
                case "false", "no", "off", "0" -> false;
                default -> throw Expected.but(hint(), text);
            };
        }

        @Override
        public String print(Boolean value) {
            return value.toString();
        }

        @Override
        public Boolean fromJson(@Nullable Object json) {
            return json instanceof Boolean value ? value : parse(String.valueOf(json));
        }

        @Override
        public Object toJson(Boolean value) {
            return value;
        }

        @Override
        public String hint() {
            return "true or false";
        }
    }

    /** A count, level or size, both bounds included. */
    record Whole(long min, long max) implements SettingType<Long> {
        @Override
        public Long parse(String text) {
            long value;
            try {
                value = Long.parseLong(text.strip().replace("_", ""));
            } catch (NumberFormatException e) {
                throw Expected.but(hint(), text);
            }
            if (value < min || value > max) {
                throw Expected.but(hint(), text);
            }
            return value;
        }

        @Override
        public String print(Long value) {
            return value.toString();
        }

        @Override
        public Object toJson(Long value) {
            return value;
        }

        @Override
        public String hint() {
            return max == Long.MAX_VALUE
                    ? "a whole number not below " + min
                    : "a whole number from " + min + " to " + max;
        }
    }

    /** A positive decimal number. */
    record Decimal() implements SettingType<Double> {
        @Override
        public Double parse(String text) {
            try {
                double value = Double.parseDouble(text.strip());
                if (value > 0) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw Expected.but(hint(), text);
            }
            throw Expected.but(hint(), text);
        }

        @Override
        public String print(Double value) {
            return value.toString();
        }

        @Override
        public Object toJson(Double value) {
            return value;
        }

        @Override
        public String hint() {
            return "a number above 0";
        }
    }

    /** Free text such as a path, a regular expression or an op name. */
    record Text(String hint) implements SettingType<String> {
        @Override
        public String parse(String text) {
            if (text.isBlank()) {
                throw Expected.but(hint, text);
            }
            return text.strip();
        }

        @Override
        public String print(String value) {
            return value;
        }

        @Override
        public String fromJson(@Nullable Object json) {
            if (json instanceof String text) {
                return parse(text);
            }
            throw Expected.but(hint, json);
        }
    }

    /** One constant of an enum, written in lower case; Python's {@code EngineCapability.STANDARD} is read as well. */
    record Choice<E extends Enum<E>>(Class<E> choices) implements SettingType<E> {
        @Override
        public E parse(String text) {
            String bare = text.strip().substring(text.strip().lastIndexOf('.') + 1);
            for (E choice : choices.getEnumConstants()) {
                if (choice.name().equalsIgnoreCase(bare)) {
                    return choice;
                }
            }
            throw Expected.but(hint(), text);
        }

        @Override
        public String print(E value) {
            return value.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String hint() {
            return Arrays.stream(choices.getEnumConstants()).map(this::print).collect(Collectors.joining(" or "));
        }
    }

    /** One of some element types; torch's names and TensorRT's short ones ({@code f16}) are read. */
    record ElementType(List<DType> allowed) implements SettingType<DType> {
        public ElementType {
            allowed = List.copyOf(allowed);
        }

        @Override
        public DType parse(String text) {
            return ShortDTypes.parse(text).filter(allowed::contains).orElseThrow(() -> Expected.but(hint(), text));
        }

        @Override
        public String print(DType value) {
            return value.torchName();
        }

        @Override
        public String hint() {
            return allowed.stream().map(DType::torchName).collect(Collectors.joining(" or "));
        }
    }

    /** A value or none; none is written {@code none} in flags and {@code null} in JSON. */
    record Maybe<T>(SettingType<T> type) implements SettingType<Optional<T>> {
        @Override
        public Optional<T> parse(String text) {
            return text.isBlank() || text.strip().equalsIgnoreCase("none")
                    ? Optional.empty()
                    : Optional.of(type.parse(text));
        }

        @Override
        public String print(Optional<T> value) {
            return value.map(type::print).orElse("none");
        }

        @Override
        public Optional<T> fromJson(@Nullable Object json) {
            return json == null ? Optional.empty() : Optional.of(type.fromJson(json));
        }

        @Override
        public @Nullable Object toJson(Optional<T> value) {
            return value.isPresent() ? type.toJson(value.get()) : null;
        }

        @Override
        public String hint() {
            return type.hint() + ", or none";
        }
    }

    /** Several distinct values in the order given; separated by commas in flags, a list in JSON. */
    record SetOf<T>(SettingType<T> type) implements SettingType<Set<T>> {
        @Override
        public Set<T> parse(String text) {
            return OrderedSets.of(Arrays.stream(text.split(",")).filter(part -> !part.isBlank()).map(type::parse).toList());
        }

        @Override
        public String print(Set<T> value) {
            return value.stream().map(type::print).collect(Collectors.joining(","));
        }

        @Override
        public Set<T> fromJson(@Nullable Object json) {
            if (json instanceof List<?> items) {
                return OrderedSets.of(items.stream().map(type::fromJson).toList());
            }
            throw Expected.but("a list", json);
        }

        @Override
        public Object toJson(Set<T> value) {
            return value.stream().map(type::toJson).toList();
        }

        @Override
        public String hint() {
            return "several, separated by commas: " + type.hint();
        }
    }

    /** Ranges and types of the program's inputs; see {@link InputSpec} for the text form. */
    record Inputs() implements SettingType<List<InputSpec>> {
        @Override
        public List<InputSpec> parse(String text) {
            return Arrays.stream(text.split("\\s+")).filter(part -> !part.isBlank()).map(InputSpecText::parse).toList();
        }

        @Override
        public String print(List<InputSpec> value) {
            return value.stream().map(InputSpecText::print).collect(Collectors.joining(" "));
        }

        @Override
        public List<InputSpec> fromJson(@Nullable Object json) {
            if (json instanceof List<?> items) {
                return items.stream().map(InputSpecText::fromJson).toList();
            }
            throw Expected.but("a list of inputs", json);
        }

        @Override
        public Object toJson(List<InputSpec> value) {
            return value.stream().map(InputSpecText::print).toList();
        }

        @Override
        public String hint() {
            return "name=min:1x3x224x224,opt:8x3x224x224,max:16x3x224x224";
        }
    }
}
