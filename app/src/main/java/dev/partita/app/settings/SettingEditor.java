package dev.partita.app.settings;

import dev.partita.app.control.ItemWords;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import dev.partita.settings.Setting;
import dev.partita.settings.SettingType;
import dev.partita.tensor.DType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The control that suits a setting's type. Text is checked when the field is left or Enter is pressed. */
final class SettingEditor {

    private final SettingsViewModel model;

    SettingEditor(SettingsViewModel model) {
        this.model = model;
    }

    <T> Node of(Setting<T> setting) {
        return switch (setting.type()) {
            case SettingType.Flag _ -> flag(cast(setting));
            case SettingType.Choice<?> choice -> choice(setting, Arrays.asList(choice.choices().getEnumConstants()));
            case SettingType.SetOf<?>(SettingType.ElementType(List<DType> allowed)) -> dtypes(cast(setting), allowed);
            case SettingType.Whole _, SettingType.Decimal _, SettingType.Text _, SettingType.ElementType _,
                    SettingType.Maybe<?> _, SettingType.SetOf<?> _, SettingType.Inputs _ -> text(setting);
        };
    }

    private Node flag(Setting<Boolean> setting) {
        CheckBox box = new CheckBox(Texts.of("settings.on"));
        box.setId("setting-" + setting.name());
        box.setSelected(model.settingsProperty().get().get(setting));
        box.setOnAction(event -> model.set(setting, box.isSelected()));
        return box;
    }

    @SuppressWarnings("unchecked") // the constants are of the setting's own enum
    private <T> Node choice(Setting<T> setting, List<?> constants) {
        ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList((List<T>) constants));
        box.setId("setting-" + setting.name());
        box.setConverter(new ItemWords<>(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        box.setValue(model.settingsProperty().get().get(setting));
        box.setOnAction(event -> model.set(setting, box.getValue()));
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }

    private Node dtypes(Setting<Set<DType>> setting, List<DType> allowed) {
        FlowPane row = new FlowPane(12, 4);
        for (DType dtype : allowed) {
            CheckBox box = new CheckBox(dtype.torchName());
            box.setMnemonicParsing(false);
            box.setId("setting-" + setting.name() + "-" + dtype.torchName());
            box.setSelected(model.settingsProperty().get().get(setting).contains(dtype));
            box.setOnAction(event -> {
                Set<DType> chosen = new LinkedHashSet<>();
                allowed.stream()
                        .filter(each -> each == dtype
                                ? box.isSelected()
                                : model.settingsProperty().get().get(setting).contains(each))
                        .forEach(chosen::add);
                model.set(setting, chosen);
            });
            row.getChildren().add(box);
        }
        return row;
    }

    private <T> Node text(Setting<T> setting) {
        TextField field = new TextField(model.settingsProperty().get().text(setting));
        field.setId("setting-" + setting.name());
        field.setPromptText(setting.type().hint());
        Label problem = Ui.paragraph("", "problem-words");
        Ui.setShown(problem, false);
        Runnable commit = () -> {
            String words = field.getText().equals(model.settingsProperty().get().text(setting))
                    ? ""
                    : model.setText(setting, field.getText()).orElse("");
            problem.setText(words);
            Ui.setShown(problem, !words.isEmpty());
            field.getStyleClass().remove("invalid");
            if (!words.isEmpty()) {
                field.getStyleClass().add("invalid");
            }
        };
        field.setOnAction(event -> commit.run());
        field.focusedProperty().addListener((value, old, focused) -> {
            if (!focused) {
                commit.run();
            }
        });
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                field.setText(model.settingsProperty().get().text(setting));
                commit.run();
            }
        });
        return new VBox(3, field, problem);
    }

    @SuppressWarnings("unchecked") // the setting's type was just matched
    private static <T> Setting<T> cast(Setting<?> setting) {
        return (Setting<T>) setting;
    }
}
