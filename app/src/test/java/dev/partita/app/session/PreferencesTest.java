package dev.partita.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {

    @TempDir
    Path home;

    @Test
    void whatIsSavedIsReadBack() {
        Path file = home.resolve("deep/preferences.json");
        Preferences preferences = Preferences.load(file);
        preferences.put("theme", "DARK");
        preferences.put("window.width", 1234.5);
        preferences.put("recent", List.of("/a.pt2", "/b.pt2"));
        preferences.putOfFile(Path.of("/a.pt2"), Map.of("settings", "{}"));
        preferences.save();
        Preferences again = Preferences.load(file);
        assertEquals("DARK", again.text("theme", "LIGHT"));
        assertEquals(1234.5, again.number("window.width", 0));
        assertEquals(List.of("/a.pt2", "/b.pt2"), again.texts("recent"));
        assertEquals(Map.of("settings", "{}"), again.ofFile(Path.of("/a.pt2")));
    }

    /** Another version's entries are kept for it, whatever they are. */
    @Test
    void whatIsNotUnderstoodIsKept() throws IOException {
        Path file = Files.writeString(home.resolve("preferences.json"), "{\"later\": {\"on\": [true, null, 2]}, \"theme\": 5}");
        Preferences preferences = Preferences.load(file);
        assertEquals("LIGHT", preferences.text("theme", "LIGHT"));
        preferences.put("theme", "DARK");
        preferences.save();
        assertEquals("{\"later\":{\"on\":[true,null,2]},\"theme\":\"DARK\"}", Files.readString(file).replaceAll("\\s", ""));
    }

    @Test
    void aDamagedFileCountsAsNone() throws IOException {
        Path file = Files.writeString(home.resolve("preferences.json"), "{\"theme\": ");
        assertEquals("LIGHT", Preferences.load(file).text("theme", "LIGHT"));
    }
}
