package dev.partita.ir.schema;

import dev.partita.ir.OpName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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

    private static OpSchemas load() {
        Map<String, String> lines = new HashMap<>(4096);
        try (InputStream stream = Objects.requireNonNull(OpSchemas.class.getResourceAsStream("aten.txt"), "aten.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.put(line.substring(0, line.indexOf('(')), line);
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
