package dev.partita.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the window remembers between runs, as one JSON file in the user's configuration folder. A damaged file counts as
 * none: preferences are never worth a failure to start.
 */
public final class Preferences {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final System.Logger LOG = System.getLogger(Preferences.class.getName());

    private final Path file;
    private final ObjectNode root;

    private Preferences(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    public static Preferences load(Path file) {
        if (Files.isReadable(file)) {
            try {
                if (JSON.readTree(Files.readString(file)) instanceof ObjectNode stored) {
                    return new Preferences(file, stored);
                }
            } catch (IOException | JacksonException damaged) {
                LOG.log(System.Logger.Level.WARNING, "cannot read preferences " + file + ": " + damaged.getMessage());
            }
        }
        return new Preferences(file, JSON.createObjectNode());
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
        JsonNode value = root.get(key);
        return value != null && value.isString() ? value.stringValue() : initial;
    }

    public double number(String key, double initial) {
        JsonNode value = root.get(key);
        return value != null && value.isNumber() ? value.doubleValue() : initial;
    }

    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (root.get(key) instanceof JsonNode list && list.isArray()) {
            list.forEach(item -> texts.add(item.asString()));
        }
        return texts;
    }

    public void put(String key, String value) {
        root.put(key, value);
    }

    public void put(String key, double value) {
        root.put(key, value);
    }

    public void put(String key, List<String> values) {
        var list = root.putArray(key);
        values.forEach(list::add);
    }

    /** View state and settings of one model file, as small named texts. */
    public Map<String, String> ofFile(Path model) {
        Map<String, String> state = new TreeMap<>();
        Optional.ofNullable(root.get("files")).map(files -> files.get(key(model))).ifPresent(entry ->
                entry.properties().forEach(property -> state.put(property.getKey(), property.getValue().asString())));
        return state;
    }

    public void putOfFile(Path model, Map<String, String> state) {
        ObjectNode files = root.get("files") instanceof ObjectNode existing ? existing : root.putObject("files");
        ObjectNode entry = files.putObject(key(model));
        new TreeMap<>(state).forEach(entry::put);
    }

    /** Writes to a neighbour first, so that a crash or another window never leaves half a file. */
    public void save() {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("").normalize());
            Path draft = Files.createTempFile(folder, "preferences", ".new");
            Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
            Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "cannot save preferences " + file + ": " + failure.getMessage());
        }
    }

    private static String key(Path model) {
        return model.toAbsolutePath().normalize().toString();
    }
}
