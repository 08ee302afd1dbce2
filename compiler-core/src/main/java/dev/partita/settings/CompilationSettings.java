package dev.partita.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The chosen value of every setting; immutable. A setting that nobody chose has its default.
 *
 * <p>{@code settings.get(CoreSettings.MIN_BLOCK_SIZE)} reads, {@code settings.with(CoreSettings.MIN_BLOCK_SIZE, 3L)}
 * makes an edited copy. Equal when all values are equal, so that an edit and its undo lead back to the same settings.
 */
public final class CompilationSettings {

    private static final CompilationSettings DEFAULTS = new CompilationSettings(Map.of());

    /** Only values that differ from their default, so that equal settings have equal maps. */
    private final Map<Setting<?>, Object> chosen;

    private CompilationSettings(Map<Setting<?>, Object> chosen) {
        this.chosen = chosen;
    }

    public static CompilationSettings defaults() {
        return DEFAULTS;
    }

    @SuppressWarnings("unchecked") // with() is the only writer, and it takes the setting's own type
    public <T> T get(Setting<T> setting) {
        Object value = chosen.get(setting);
        return value == null ? setting.initial() : (T) value;
    }

    public <T> CompilationSettings with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> edited = new LinkedHashMap<>(chosen);
        if (value.equals(setting.initial())) {
            edited.remove(setting);
        } else {
            edited.put(setting, value);
        }
        return new CompilationSettings(edited);
    }

    /** The copy in which {@code setting} has the value that {@code text} stands for. */
    public <T> CompilationSettings withText(Setting<T> setting, String text) {
        return with(setting, setting.parse(text));
    }

    /** The value in the text form of flags and text fields. */
    public <T> String text(Setting<T> setting) {
        return setting.type().print(get(setting));
    }

    /** Settings whose value is not the default, in the catalogue's order. */
    public List<Setting<?>> changed() {
        return differences(DEFAULTS);
    }

    /** Settings whose values differ between the two, in the catalogue's order. */
    public List<Setting<?>> differences(CompilationSettings other) {
        List<Setting<?>> differing = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            if (!get(setting).equals(other.get(setting))) {
                differing.add(setting);
            }
        }
        return differing;
    }

    /** Whether {@code stage} computes the same with both: no setting that it or an earlier stage reads differs. */
    public boolean agreesUpTo(Stage stage, CompilationSettings other) {
        return differences(other).stream().allMatch(setting -> setting.stage().compareTo(stage) > 0);
    }

    /** Whether lowering and support are restricted to exactly what Torch-TensorRT does. */
    public boolean matchesTorchTensorRt() {
        return get(PartitionSettings.MATCH_TORCH_TENSORRT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompilationSettings settings && settings.chosen.equals(chosen);
    }

    @Override
    public int hashCode() {
        return chosen.hashCode();
    }

    /** {@code min_block_size=1, use_fast_partitioner=false}; "defaults" when nothing was chosen. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (Setting<?> setting : changed()) {
            parts.add(setting.name() + "=" + text(setting));
        }
        return parts.isEmpty() ? "defaults" : String.join(", ", parts);
    }
}
