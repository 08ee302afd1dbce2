package dev.partita.app.session;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.SettingsException;
import dev.partita.settings.SettingsJson;
import java.nio.file.Path;
import java.util.Map;

/** The settings that each file was last planned with. */
public final class SettingsMemory {

    private static final String KEY = "settings";
    private static final System.Logger LOG = System.getLogger(SettingsMemory.class.getName());

    private final Preferences preferences;

    public SettingsMemory(Preferences preferences) {
        this.preferences = preferences;
    }

    /** Defaults when the file is new, or when what was remembered no longer fits this version. */
    public CompilationSettings recall(Path file) {
        String json = preferences.ofFile(file).getOrDefault(KEY, "");
        try {
            return json.isEmpty() ? CompilationSettings.defaults() : SettingsJson.read(json);
        } catch (SettingsException outdated) {
            LOG.log(System.Logger.Level.INFO, "settings of " + file + " are forgotten: " + outdated.getMessage());
            return CompilationSettings.defaults();
        }
    }

    public void remember(Path file, CompilationSettings settings) {
        Map<String, String> state = preferences.ofFile(file);
        state.put(KEY, SettingsJson.write(settings));
        preferences.putOfFile(file, state);
    }
}
