package dev.partita.engine;

import dev.partita.settings.SettingsJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Build settings as JSON; the options inside have Torch-TensorRT's names. */
final class BuildSettingsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private BuildSettingsJson() {}

    private record Form(Map<String, Object> options, List<InputRange> ranges, Path timingCache, boolean detailed) {}

    static String write(BuildSettings settings) {
        Map<String, Object> options = new LinkedHashMap<>(SettingsJson.toMap(settings.options()));
        return MAPPER.writeValueAsString(
                new Form(options, settings.ranges(), settings.timingCache(), settings.detailed()));
    }

    static BuildSettings read(String json) {
        Form form = MAPPER.readValue(json, Form.class);
        return new BuildSettings(
                SettingsJson.fromMap(form.options()), form.ranges(), form.timingCache(), form.detailed());
    }
}
