package dev.partita.ir.schema;

import dev.partita.ir.OpName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The operator declarations of torch 2.13 that this version knows; each is parsed when first asked for. */
public final class OpSchemas {

    private final Map<String, String> lines;
    private final Map<OpName, Optional<OpSchema>> parsed = new ConcurrentHashMap<>();

    private OpSchemas(Map<String, String> lines) {
        this.lines = lines;
    }

    public static OpSchemas standard() {
        return Standard.INSTANCE;
    }

    /** The declaration, or empty for Python functions, higher-order ops and ops of unknown libraries. */
    public Optional<OpSchema> find(OpName name) {
        Optional<OpSchema> known = parsed.get(name);
        return known != null ? known : parsed.computeIfAbsent(name, key ->
                Optional.ofNullable(lines.get(key.shortName())).map(SchemaParser::parse));
    }

    /** Whether there is a declaration; it is not parsed for that. */
    public boolean declares(OpName name) {
        return lines.containsKey(name.shortName());
    }

    private static OpSchemas load() {
        Map<String, String> lines = HashMap.newHashMap(4096);
        try (InputStream stream = Objects.requireNonNull(OpSchemas.class.getResourceAsStream("aten.txt"), "aten.txt")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            int end;
            for (int start = 0; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
                if (text.charAt(start) != '#') {
                    lines.put(text.substring(start, text.indexOf('(', start)), text.substring(start, end));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the operator declarations inside the program are unreadable", e);
        }
        return new OpSchemas(lines);
    }

    private static final class Standard {
        static final OpSchemas INSTANCE = load();
    }
}
