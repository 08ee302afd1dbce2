package dev.partita.app.settings;

import dev.partita.app.control.Facts;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import dev.partita.app.theme.ThemeChoice;
import dev.partita.app.theme.Themes;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Theme, recent files, what the machine offers, and where all this is kept. */
public final class PreferencesView extends VBox {

    public PreferencesView(PreferencesViewModel model, Themes themes) {
        super(14);
        getStyleClass().add("key-sheet");
        setMaxSize(520, USE_PREF_SIZE);
        Label machine = Ui.paragraph("");
        Label checks = Ui.paragraph("", "caption");
        model.machineProperty().subscribe(status -> {
            machine.setText(status.words());
            checks.setText(status.details());
            Ui.setShown(checks, !status.details().isEmpty());
        });
        Facts facts = new Facts();
        facts.getStyleClass().add("wide-facts");
        facts.add(Texts.of("preferences.theme"), themeChoice(themes))
                .add(Texts.of("preferences.recent"),
                        Ui.button(Texts.of("preferences.forget"), model::forgetRecent, "quiet-button"))
                .add(Texts.of("preferences.machine"), Ui.column(4, machine, checks))
                .add(Texts.of("preferences.file"), model.file(), "mono");
        getChildren().addAll(Ui.label(Texts.of("preferences.title"), "key-sheet-title"), facts);
    }

    private static Node themeChoice(Themes themes) {
        ToggleGroup group = new ToggleGroup();
        HBox row = new HBox(4);
        for (ThemeChoice choice : ThemeChoice.values()) {
            ToggleButton button = new ToggleButton(
                    Texts.of("preferences.theme." + choice.name().toLowerCase(Locale.ROOT)));
            button.setToggleGroup(group);
            button.setOnAction(event -> themes.choiceProperty().set(choice));
            themes.choiceProperty().subscribe(now -> button.setSelected(now == choice));
            row.getChildren().add(button);
        }
        return row;
    }
}
