package dev.partita.app.session;

import dev.partita.settings.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the window remembers between runs, as one JSON file in the user's configuration folder. A damaged file counts as
 * none: preferences are never worth a failure to start.
 */
public final class Preferences {

    private static final String FILES = "files";

    private final Path file;
    private final Map<String, @Nullable Object> root;

    private Preferences(Path file, Map<String, @Nullable Object> root) {
        this.file = file;
        this.root = root;
    }

    public static Preferences load(Path file) {
        if (Files.isReadable(file)) {
            try {
                return new Preferences(file, JsonValues.read(Files.readString(file)));
            } catch (IOException | JacksonException damaged) {
                warn("cannot read preferences " + file, damaged);
            }
        }
        return new Preferences(file, new LinkedHashMap<>());
    }

    /** Where they are kept. */
    public Path file() {
        return file;
    }

    /** The place each system has for this: XDG on Linux, Application Support on macOS, AppData on Windows. */
    public static Path defaultFile() {
        String system = System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        Map<String, String> environment = System.getenv();
        Path folder;
        if (system.contains("win")) {
            folder = Path.of(environment.getOrDefault("APPDATA", home.resolve("AppData/Roaming").toString()));
        } else if (system.contains("mac")) {
            folder = home.resolve("Library/Application Support");
        } else {
            folder = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", home.resolve(".config").toString()));
        }
        return folder.resolve("partita").resolve("preferences.json");
    }

    public String text(String key, String initial) {
        return root.get(key) instanceof String text ? text : initial;
    }

    public double number(String key, double initial) {
        return root.get(key) instanceof Number number ? number.doubleValue() : initial;
    }

    public List<String> texts(String key) {
        return root.get(key) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    public void put(String key, String value) {
        root.put(key, value);
    }

    public void put(String key, double value) {
        root.put(key, value);
    }

    public void put(String key, List<String> values) {
        root.put(key, values);
    }

    /** View state and settings of one model file, as small named texts. */
    public Map<String, String> ofFile(Path model) {
        Map<String, String> state = new TreeMap<>();
        if (root.get(FILES) instanceof Map<?, ?> files && files.get(key(model)) instanceof Map<?, ?> entry) {
            entry.forEach((name, value) -> state.put(String.valueOf(name), String.valueOf(value)));
        }
        return state;
    }

    public void putOfFile(Path model, Map<String, String> state) {
        Map<Object, Object> files = new LinkedHashMap<>(root.get(FILES) instanceof Map<?, ?> existing ? existing : Map.of());
        files.put(key(model), new TreeMap<>(state));
        root.put(FILES, files);
    }

    /** Writes to a neighbour first, so that a crash or another window never leaves half a file. */
    public void save() {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("").normalize());
            Path draft = Files.createTempFile(folder, "preferences", ".new");
            Files.writeString(draft, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root));
            Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            warn("cannot save preferences " + file, failure);
        }
    }

    /** No logger is made before it is needed: the first one of a process delays the window (PartitaApplication.open). */
    private static void warn(String problem, Exception cause) {
        System.getLogger(Preferences.class.getName()).log(System.Logger.Level.WARNING, problem + ": " + cause.getMessage());
    }

    private static String key(Path model) {
        return model.toAbsolutePath().normalize().toString();
    }
}
