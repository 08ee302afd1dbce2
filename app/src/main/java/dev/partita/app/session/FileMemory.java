package dev.partita.app.session;

import dev.partita.pt2.Pt2Archive;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.SettingsException;
import dev.partita.settings.SettingsJson;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What is remembered of each program: the settings it was last planned with, and how its graph was looked at. */
public final class FileMemory {

    private static final String SETTINGS = "settings";
    private static final String PROGRAM = "program";

    private final Preferences preferences;

    public FileMemory(Preferences preferences) {
        this.preferences = preferences;
    }

    /** The program called {@code named}; when none is, the one of the file that was looked at last. */
    public ProgramPlace place(Path file, Optional<String> named) {
        return new ProgramPlace(file, named.or(() -> Optional.ofNullable(preferences.ofFile(file).get(PROGRAM))));
    }

    /** It is the one to open next time, where the file holds several. */
    void opened(ProgramPlace place) {
        place.name().ifPresent(name -> put(place.file(), PROGRAM, name));
    }

    /** Defaults when the program is new, or when what was remembered no longer fits this version. */
    public CompilationSettings settings(ProgramPlace place) {
        try {
            return text(place, SETTINGS).map(SettingsJson::read).orElseGet(CompilationSettings::defaults);
        } catch (SettingsException outdated) {
            System.getLogger(FileMemory.class.getName())
                    .log(System.Logger.Level.INFO, "settings of " + place.title() + " are forgotten: " + outdated.getMessage());
            return CompilationSettings.defaults();
        }
    }

    void remember(ProgramPlace place, CompilationSettings settings) {
        remember(place, SETTINGS, SettingsJson.write(settings));
    }

    public Optional<String> text(ProgramPlace place, String key) {
        return Optional.ofNullable(preferences.ofFile(place.file()).get(keyOf(place, key)));
    }

    public void remember(ProgramPlace place, String key, String text) {
        put(place.file(), keyOf(place, key), text);
    }

    /** The usual program's entries are the file's own, whether it was named or not; the others' start with their names. */
    private static String keyOf(ProgramPlace place, String key) {
        return place.name().filter(name -> !name.equals(Pt2Archive.DEFAULT_MODEL)).map(name -> name + "/" + key).orElse(key);
    }

    private void put(Path file, String key, String text) {
        Map<String, String> state = preferences.ofFile(file);
        state.put(key, text);
        preferences.putOfFile(file, state);
    }
}
