package dev.partita.app.session;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.SettingsException;
import dev.partita.settings.SettingsJson;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What is remembered of each file: the settings it was last planned with, and how its graph was looked at. */
public final class FileMemory {

    private static final String SETTINGS = "settings";

    private final Preferences preferences;

    public FileMemory(Preferences preferences) {
        this.preferences = preferences;
    }

    /** Defaults when the file is new, or when what was remembered no longer fits this version. */
    public CompilationSettings settings(Path file) {
        try {
            return text(file, SETTINGS).map(SettingsJson::read).orElseGet(CompilationSettings::defaults);
        } catch (SettingsException outdated) {
            System.getLogger(FileMemory.class.getName())
                    .log(System.Logger.Level.INFO, "settings of " + file + " are forgotten: " + outdated.getMessage());
            return CompilationSettings.defaults();
        }
    }

    void remember(Path file, CompilationSettings settings) {
        remember(file, SETTINGS, SettingsJson.write(settings));
    }

    public Optional<String> text(Path file, String key) {
        return Optional.ofNullable(preferences.ofFile(file).get(key));
    }

    public void remember(Path file, String key, String text) {
        Map<String, String> state = preferences.ofFile(file);
        state.put(key, text);
        preferences.putOfFile(file, state);
    }
}
