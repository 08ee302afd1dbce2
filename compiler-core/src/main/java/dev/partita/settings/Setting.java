package dev.partita.settings;

import java.util.Locale;

/**
 * One option: Torch-TensorRT's name where it has one, its type, its default and what it means.
 *
 * <p>Settings are the constants of the group classes; two settings are equal when they are the same constant.
 *
 * @param <T> an immutable value type
 */
public final class Setting<T> {

    private final String name;
    private final SettingType<T> type;
    private final T initial;
    private final Placement placement;
    private final String words;

    private Setting(String name, SettingType<T> type, T initial, Placement placement, String words) {
        this.name = name;
        this.type = type;
        this.initial = initial;
        this.placement = placement;
        this.words = words.strip().replace("\n", " ");
    }

    /**
     * Where an option belongs.
     *
     * @param engineInvariant an engine built with another value cannot be reused
     * @param ours Torch-TensorRT's compiler takes no such option
     */
    private record Placement(Group group, Stage stage, boolean engineInvariant, boolean ours) {}

    static <T> Setting<T> of(String name, SettingType<T> type, T initial, Group group, Stage stage, String words) {
        return new Setting<>(name, type, initial, new Placement(group, stage, false, false), words);
    }

    /** The same option, marked as part of the set that makes an engine unusable when it differs. */
    Setting<T> forcingRebuild() {
        Placement marked = new Placement(placement.group, placement.stage, true, placement.ours);
        return new Setting<>(name, type, initial, marked, words);
    }

    /** The same option, marked as one that Torch-TensorRT's compiler does not take. */
    Setting<T> ours() {
        Placement marked = new Placement(placement.group, placement.stage, placement.engineInvariant, true);
        return new Setting<>(name, type, initial, marked, words);
    }

    /** {@code min_block_size}: the key in JSON. */
    public String name() {
        return name;
    }

    /** {@code --min-block-size}. */
    public String flag() {
        return "--" + name.replace('_', '-');
    }

    /** {@code Min block size}. */
    public String label() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('_', ' ');
    }

    public SettingType<T> type() {
        return type;
    }

    public T initial() {
        return initial;
    }

    public Group group() {
        return placement.group;
    }

    /** The earliest stage that must run again when this changes. */
    public Stage stage() {
        return placement.stage;
    }

    /** Whether engines built with another value cannot be reused: the "forces rebuild" badge. */
    public boolean forcesRebuild() {
        return placement.engineInvariant;
    }

    /** Whether this is Partita's own: Torch-TensorRT's compiler takes no such option. */
    public boolean isOurs() {
        return placement.ours;
    }

    /** One to four sentences for the person who chooses a value. */
    public String words() {
        return words;
    }

    /** The value that {@code text} (of a flag or a text field) stands for. */
    public T parse(String text) {
        return located(() -> type.parse(text));
    }

    /** The value in a settings file: {@code json} is what a JSON reader yields (map, list, string, number, null). */
    public T fromJson(@org.jspecify.annotations.Nullable Object json) {
        return located(() -> type.fromJson(json));
    }

    private T located(java.util.function.Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SettingsException e) {
            throw new SettingsException(name + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
