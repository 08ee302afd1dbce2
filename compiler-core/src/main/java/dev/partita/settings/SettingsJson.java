package dev.partita.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Settings as a JSON object with Torch-TensorRT's names. Files that Torch-TensorRT's own settings were dumped to are read. */
public final class SettingsJson {

    /** Made when settings are first written: reading them comes earlier and does without. */
    private static final class Made {
        static final JsonMapper WRITER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    private SettingsJson() {}

    public static CompilationSettings read(Path file) throws IOException {
        try {
            return read(Files.readString(file));
        } catch (SettingsException e) {
            throw new SettingsException(file + ": " + e.getMessage());
        }
    }

    public static CompilationSettings read(String json) {
        Map<?, ?> values;
        try {
            values = JsonValues.read(json);
        } catch (JacksonException e) {
            throw new SettingsException("settings are one JSON object, such as {\"min_block_size\": 3}: " + e.getOriginalMessage());
        }
        return fromMap(values);
    }

    /** {@code values} as a JSON reader yields them. */
    public static CompilationSettings fromMap(Map<?, ?> values) {
        CompilationSettings settings = CompilationSettings.defaults();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (!RefusedSettings.isHarmless(name, entry.getValue())) {
                settings = with(settings, Settings.named(name), entry.getValue());
            }
        }
        return settings;
    }

    /** Every setting with its value, in the catalogue's order. */
    public static Map<String, Object> toMap(CompilationSettings settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            put(values, settings, setting);
        }
        return values;
    }

    public static String write(CompilationSettings settings) {
        return Made.WRITER.writeValueAsString(toMap(settings));
    }

    private static <T> CompilationSettings with(
            CompilationSettings settings, Setting<T> setting, @org.jspecify.annotations.Nullable Object json) {
        return settings.with(setting, setting.fromJson(json));
    }

    @SuppressWarnings("NullAway") // JSON's null is a value of the map
    private static <T> void put(Map<String, Object> values, CompilationSettings settings, Setting<T> setting) {
        values.put(setting.name(), setting.type().toJson(settings.get(setting)));
    }
}
