package dev.partita.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * A small JSON object as Java's own maps, lists, texts, numbers, booleans and nulls, taken token by token: what is asked for
 * while the window starts cannot wait 40 ms for a mapper to be made.
 */
public final class JsonValues {

    private final JsonParser parser;

    private JsonValues(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws JacksonException when {@code json} is anything but one object, which stays the caller's to change */
    public static Map<String, @Nullable Object> read(String json) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StreamReadException(parser, "the text is no JSON object");
            }
            Map<String, @Nullable Object> object = new JsonValues(parser).object();
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "there is text behind the JSON object");
            }
            return object;
        }
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            entries.put(name, value(parser.nextToken()));
        }
        return entries;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(token));
        }
        return values;
    }

    private @Nullable Object value(JsonToken first) {
        return switch (first) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new StreamReadException(parser, "a value is missing");
        };
    }
}
