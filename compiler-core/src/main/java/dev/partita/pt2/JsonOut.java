package dev.partita.pt2;

import dev.partita.pt2.schema.SchemaVersion;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** The counterpart of {@link JsonCursor}: structs, unions, lists and maps of torch's schema. */
final class JsonOut {

    private final JsonGenerator out;
    private final SchemaVersion schema;

    /** @param schema the one to write; older readers refuse fields that they do not know */
    JsonOut(JsonGenerator out, SchemaVersion schema) {
        this.out = out;
        this.schema = schema;
    }

    SchemaVersion schema() {
        return schema;
    }

    /** Whether the schema that is written has what came with {@code 8.minor}. */
    boolean knows(int minor) {
        return !schema.isBefore(8, minor);
    }

    void name(String field) {
        out.writeName(field);
    }

    void struct(Runnable fields) {
        out.writeStartObject();
        fields.run();
        out.writeEndObject();
    }

    void union(String tag, Runnable value) {
        struct(() -> {
            name(tag);
            value.run();
        });
    }

    <T> void list(List<T> elements, Consumer<? super T> element) {
        out.writeStartArray();
        elements.forEach(element);
        out.writeEndArray();
    }

    <T> void list(String field, List<T> elements, Consumer<? super T> element) {
        name(field);
        list(elements, element);
    }

    <T> void map(String field, Map<String, T> entries, Consumer<? super T> value) {
        name(field);
        map(entries, value);
    }

    <T> void map(Map<String, T> entries, Consumer<? super T> value) {
        struct(() -> entries.forEach((key, entry) -> {
            name(key);
            value.accept(entry);
        }));
    }

    void nothing() {
        out.writeNull();
    }

    void nothing(String field) {
        name(field);
        nothing();
    }

    void text(String value) {
        out.writeString(value);
    }

    void text(String field, String value) {
        name(field);
        text(value);
    }

    void number(long value) {
        out.writeNumber(value);
    }

    void number(String field, long value) {
        name(field);
        number(value);
    }

    /** torch writes as text what JSON numbers cannot hold. */
    void decimal(double value) {
        if (Double.isNaN(value)) {
            text("NaN");
        } else if (Double.isInfinite(value)) {
            text(value > 0 ? "Infinity" : "-Infinity");
        } else {
            out.writeNumber(value);
        }
    }

    void truth(boolean value) {
        out.writeBoolean(value);
    }

    void truth(String field, boolean value) {
        name(field);
        truth(value);
    }
}
