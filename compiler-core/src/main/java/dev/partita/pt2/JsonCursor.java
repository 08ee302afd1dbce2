package dev.partita.pt2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Walks a JSON text from front to back in the vocabulary of torch's schema: structs, unions, lists, maps. Every
 * method expects the cursor before its value and leaves it behind it. Errors name the entry and the path within it.
 */
final class JsonCursor {

    private static final int MAX_LENGTH = 2_000_000;

    private final String entry;
    private final byte[] bytes;
    private final JsonText text;

    private JsonCursor(String entry, byte[] bytes) {
        this.entry = entry;
        this.bytes = bytes;
        this.text = new JsonText(bytes);
    }

    /**
     * Reads the one JSON value of a text.
     *
     * @param text in UTF-8, with one zero behind it
     */
    static <T> T read(String entry, byte[] text, Function<JsonCursor, T> reader) {
        JsonCursor cursor = new JsonCursor(entry, text);
        try {
            T value = reader.apply(cursor);
            if (!cursor.text.atEnd()) {
                throw cursor.error("has text behind the JSON value");
            }
            return value;
        } catch (JsonText.Malformed e) {
            throw new Pt2Exception(entry + ": " + cursor.place() + e.getMessage() + " ("
                    + JsonPlace.position(cursor.bytes, cursor.text.token()) + ")", e);
        }
    }

    Pt2Exception error(String problem) {
        return Pt2Exception.inEntry(entry, place() + problem);
    }

    private String place() {
        String path = JsonPlace.path(bytes, text.token());
        return path.isEmpty() ? "" : "at " + path + ": ";
    }

    private Pt2Exception expected(String what) {
        return error("expected " + what + " but found " + text.found());
    }

    /** Steps over {@code null}, if that is what stands here. */
    boolean takesNull() {
        return text.takesWord("null");
    }

    boolean isString() {
        return text.peek() == '"';
    }

    boolean isInteger() {
        return text.isInteger();
    }

    /** Passes over the next value. */
    void skip() {
        text.skip();
    }

    /** Equal strings of one file become one object: names and module stacks repeat many times. */
    String string() {
        return text.string();
    }

    long integer() {
        return text.integer();
    }

    int smallInteger() {
        long value = integer();
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw error("number " + value + " is out of range");
        }
        return (int) value;
    }

    /** Accepts integers, and the strings by which torch writes what JSON numbers cannot. */
    double decimal() {
        if (!isString()) {
            return text.decimal();
        }
        return switch (text.string()) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> throw error("expected a number but found a string");
        };
    }

    boolean bool() {
        boolean value = text.takesWord("true");
        if (!value && !text.takesWord("false")) {
            throw expected("true or false");
        }
        return value;
    }

    <T> Optional<T> optional(Supplier<T> value) {
        return takesNull() ? Optional.empty() : Optional.of(value.get());
    }

    /** A place to keep what equal texts were read as; for {@link #repeated}. */
    <T> RepeatedObjects<T> repeatedObjects() {
        return new RepeatedObjects<>(bytes);
    }

    /** The value that {@code read} makes of an object, or made of an equal text: large programs repeat few shapes. */
    <T> T repeated(RepeatedObjects<T> known, Supplier<T> read) {
        return text.repeated(known, read);
    }

    <T> List<T> list(Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        for (boolean more = text.enter('[', ']'); more; more = text.more(']')) {
            if (elements.size() == MAX_LENGTH) {
                throw error("list of more than " + MAX_LENGTH + " elements");
            }
            elements.add(element.get());
        }
        return elements;
    }

    <T> Map<String, T> map(Supplier<T> value) {
        Map<String, T> entries = new LinkedHashMap<>();
        for (boolean more = text.enter('{', '}'); more; more = text.more('}')) {
            String key = text.key();
            entries.put(key, value.get());
        }
        return entries;
    }

    /** Calls back with each field's name, cursor before its value; the callback reads the value or skips it. */
    void struct(Consumer<String> field) {
        for (boolean more = entersStruct(); more; more = hasField()) {
            field.accept(field());
        }
    }

    /**
     * Steps into a struct; says whether it has a first field. What occurs ten thousand times in a file is read by a loop over
     * these three, because before it is compiled a callback costs more than the field:
     * {@code for (boolean more = json.entersStruct(); more; more = json.hasField()) { switch (json.field()) {...} }}
     */
    boolean entersStruct() {
        return text.enter('{', '}');
    }

    /** Behind a field's value: whether another field follows. */
    boolean hasField() {
        return text.more('}');
    }

    /** The field's name; the cursor stands before its value. */
    String field() {
        return text.name();
    }

    /** An object with exactly one key, the tag. */
    <T> T union(Function<String, T> byTag) {
        String tag = tag();
        T value = byTag.apply(tag);
        endUnion(tag);
        return value;
    }

    /** Steps into a union, before the value of its one key. */
    String tag() {
        if (!text.enter('{', '}')) {
            throw error("has no tag");
        }
        return text.name();
    }

    void endUnion(String tag) {
        if (text.more('}')) {
            throw error("has a second tag beside '" + tag + "'");
        }
    }
}
