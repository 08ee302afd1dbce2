package dev.partita.pt2;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Walks a JSON text from front to back in the vocabulary of torch's schema: structs, unions, lists, maps. Every
 * method expects the cursor on the first token of its value and leaves it on the last. Errors name the entry and the
 * path within it.
 */
final class JsonCursor implements AutoCloseable {

    /** Nested graphs cost about eight levels each; genuine files stay below 60. */
    private static final int MAX_DEPTH = 400;

    private static final int MAX_LENGTH = 2_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(64 << 20)
                    .maxNumberLength(400)
                    .build())
            // Writers before torch 2.5 emitted bare Infinity and NaN.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final String entry;
    private final JsonParser parser;
    private final Map<String, String> pool = new HashMap<>();

    private JsonCursor(String entry, JsonParser parser) {
        this.entry = entry;
        this.parser = parser;
    }

    /** Reads the one JSON value of a text; the stream is read to its end and closed. */
    static <T> T read(String entry, InputStream in, Function<JsonCursor, T> reader) {
        try (JsonCursor cursor =
                new JsonCursor(entry, FACTORY.createParser(ObjectReadContext.empty(), in))) {
            cursor.parser.nextToken();
            T value = reader.apply(cursor);
            if (cursor.parser.nextToken() != null) {
                throw cursor.error("has text behind the JSON value");
            }
            return value;
        } catch (JacksonException e) {
            throw new Pt2Exception(entry + ": " + e.getOriginalMessage() + " (" + position(e) + ")", e);
        }
    }

    private static String position(JacksonException e) {
        return e.getLocation() == null
                ? "position unknown"
                : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }

    Pt2Exception error(String problem) {
        String path = parser.streamReadContext().pathAsPointer().toString();
        return Pt2Exception.inEntry(entry, (path.isEmpty() ? "" : "at " + path + ": ") + problem);
    }

    private Pt2Exception expected(String what) {
        JsonToken token = parser.currentToken();
        return error("expected " + what + " but found " + (token == null ? "the end" : describe(token)));
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "a list";
            case VALUE_STRING, PROPERTY_NAME -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "something else";
        };
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isList() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean isString() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean isInteger() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }

    /** Passes over the current value, however deep, without recursion. */
    void skip() {
        parser.skipChildren();
    }

    /** Equal strings of one file become one object: names and module stacks repeat many times. */
    String string() {
        if (!isString()) {
            throw expected("a string");
        }
        return pooled(parser.getString());
    }

    private String pooled(String text) {
        String known = pool.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    long integer() {
        if (!isInteger()) {
            throw expected("an integer");
        }
        return parser.getLongValue();
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
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getDoubleValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            return switch (parser.getString()) {
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                case "NaN" -> Double.NaN;
                default -> throw expected("a number");
            };
        }
        throw expected("a number");
    }

    boolean bool() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw expected("true or false");
        };
    }

    <T> Optional<T> optional(Supplier<T> value) {
        return isNull() ? Optional.empty() : Optional.of(value.get());
    }

    <T> List<T> list(Supplier<T> element) {
        if (!isList()) {
            throw expected("a list");
        }
        List<T> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == MAX_LENGTH) {
                throw error("list of more than " + MAX_LENGTH + " elements");
            }
            elements.add(element.get());
        }
        return elements;
    }

    <T> Map<String, T> map(Supplier<T> value) {
        Map<String, T> entries = new LinkedHashMap<>();
        struct(key -> entries.put(pooled(key), value.get()));
        return entries;
    }

    /** Calls back with each field's name, cursor on its value; the callback reads the value or skips it. */
    void struct(Consumer<String> field) {
        if (!isObject()) {
            throw expected("an object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field.accept(name);
        }
    }

    /** An object with exactly one key, the tag. */
    <T> T union(Function<String, T> byTag) {
        if (!isObject()) {
            throw expected("an object with one tag");
        }
        if (parser.nextToken() != JsonToken.PROPERTY_NAME) {
            throw error("has no tag");
        }
        String tag = parser.currentName();
        parser.nextToken();
        T value = byTag.apply(tag);
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw error("has a second tag beside '" + tag + "'");
        }
        return value;
    }

    @Override
    public void close() {
        parser.close();
    }
}
