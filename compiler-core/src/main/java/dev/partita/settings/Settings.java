package dev.partita.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue: every setting once, in the order of Torch-TensorRT's documentation. */
public final class Settings {

    public static final List<Setting<?>> ALL = catalogue();

    private Settings() {}

    /** The setting called {@code name}, written with underscores or with hyphens. */
    public static Optional<Setting<?>> find(String name) {
        String plain = name.replace('-', '_');
        return ALL.stream().<Setting<?>>map(setting -> setting).filter(setting -> setting.name().equals(plain)).findFirst();
    }

    /** The setting called {@code name}; throws with a reason or a suggestion when there is none. */
    public static Setting<?> named(String name) {
        return find(name).orElseThrow(() -> new SettingsException(RefusedSettings.reason(name)
                .orElseGet(() -> "there is no setting '" + name + "'" + Suggestion.forName(name))));
    }

    public static List<Setting<?>> in(Group group) {
        List<Setting<?>> members = new ArrayList<>();
        for (Setting<?> setting : ALL) {
            if (setting.group() == group) {
                members.add(setting);
            }
        }
        return members;
    }

    /** Options of Torch-TensorRT that could have no effect here, by name, each with the sentence that says why. */
    public static Map<String, String> refused() {
        return RefusedSettings.all();
    }

    private static List<Setting<?>> catalogue() {
        List<Setting<?>> all = new ArrayList<>();
        all.addAll(CoreSettings.all());
        all.addAll(TuningSettings.all());
        all.addAll(PrecisionSettings.all());
        all.addAll(AutocastSettings.all());
        all.addAll(WeightSettings.all());
        all.addAll(HardwareSettings.all());
        all.addAll(ResourceSettings.all());
        all.addAll(PartitionSettings.all());
        all.addAll(CachingSettings.all());
        all.addAll(DlaSettings.all());
        return List.copyOf(all);
    }
}
