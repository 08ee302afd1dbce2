package dev.partita.app.settings;

import dev.partita.app.session.Document;
import dev.partita.app.text.Texts;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.Group;
import dev.partita.settings.Setting;
import dev.partita.settings.Settings;
import dev.partita.settings.SettingsException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;

/** All settings of the catalogue, edited as text or by a fitting control. */
public final class SettingsViewModel {

    /** These have an editor of their own. */
    private static final List<Setting<?>> ELSEWHERE = List.of(
            CoreSettings.INPUTS, CoreSettings.TORCH_EXECUTED_OPS, CoreSettings.TORCH_EXECUTED_MODULES,
            CoreSettings.TORCH_EXECUTED_NODES);

    private final Document document;

    public SettingsViewModel(Document document) {
        this.document = document;
    }

    ReadOnlyObjectProperty<CompilationSettings> settingsProperty() {
        return document.settings().valueProperty();
    }

    /** Settings of {@code group} whose name or words contain {@code filter}. */
    List<Setting<?>> matching(Group group, String filter, boolean changedOnly) {
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        List<Setting<?>> changed = settingsProperty().get().changed();
        return Settings.in(group).stream()
                .<Setting<?>>map(setting -> setting)
                .filter(setting -> !ELSEWHERE.contains(setting))
                .filter(setting -> !changedOnly || changed.contains(setting))
                .filter(setting -> (setting.name() + " " + setting.label() + " " + setting.words())
                        .toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    boolean isChanged(Setting<?> setting) {
        return settingsProperty().get().changed().contains(setting);
    }

    <T> void set(Setting<T> setting, T value) {
        document.edit(
                Texts.of("step.set", setting.name(), setting.type().print(value)),
                settingsProperty().get().with(setting, value));
    }

    /** Takes {@code text} if it can be read; otherwise says why not. */
    <T> Optional<String> setText(Setting<T> setting, String text) {
        try {
            set(setting, setting.parse(text));
            return Optional.empty();
        } catch (SettingsException problem) {
            return Optional.of(String.valueOf(problem.getMessage()));
        }
    }

    <T> void reset(Setting<T> setting) {
        document.edit(
                Texts.of("step.reset", setting.name()), settingsProperty().get().with(setting, setting.initial()));
    }

    void resetAll() {
        document.edit(Texts.of("step.resetall"), CompilationSettings.defaults());
    }
}
