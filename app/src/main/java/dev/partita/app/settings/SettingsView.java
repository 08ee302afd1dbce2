package dev.partita.app.settings;

import dev.partita.app.control.Chip;
import dev.partita.app.control.SearchField;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import dev.partita.settings.Group;
import dev.partita.settings.Setting;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Every setting, in the order of Torch-TensorRT's documentation, with search and "changed only". */
public final class SettingsView extends VBox {

    private final SettingsViewModel model;
    private final SettingEditor editors;
    private final SearchField search = new SearchField(Texts.of("settings.search"));
    private final ToggleButton changedOnly = Ui.iconToggle("mdi2f-filter-variant", Texts.of("settings.changed"));
    private final VBox list = Ui.styled(new VBox(), "settings-list");

    public SettingsView(SettingsViewModel model) {
        this.model = model;
        this.editors = new SettingEditor(model);
        setId("settings");
        getStyleClass().add("tool-page");
        search.field().setId("settings-search");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        HBox tools = Ui.styled(Ui.row(4,
                Ui.grow(search), changedOnly,
                Ui.iconButton("mdi2b-backup-restore", Texts.of("settings.resetall"), model::resetAll)), "tool-search");
        getChildren().addAll(tools, Ui.grow(scroll));
        search.textProperty().subscribe(text -> fill());
        changedOnly.selectedProperty().addListener((value, old, now) -> fill());
        model.settingsProperty().addListener((value, old, now) -> fill());
    }

    private void fill() {
        boolean typing = list.getScene() != null && list.getScene().getFocusOwner() != null
                && list.getScene().getFocusOwner().getId() != null
                && list.getScene().getFocusOwner().getId().startsWith("setting-");
        String focusedId = typing ? list.getScene().getFocusOwner().getId() : "";
        list.getChildren().clear();
        for (Group group : Group.values()) {
            List<Setting<?>> settings = model.matching(group, search.textProperty().get(), changedOnly.isSelected());
            if (!settings.isEmpty()) {
                list.getChildren().add(Ui.label(group.title(), "group-title"));
                settings.forEach(setting -> list.getChildren().add(entry(setting)));
            }
        }
        if (list.getChildren().isEmpty()) {
            list.getChildren().add(Ui.label(
                    Texts.of(changedOnly.isSelected() ? "settings.nochange" : "settings.nomatch"), "muted", "page-words"));
        }
        if (!focusedId.isEmpty()) {
            Node again = list.lookup("#" + focusedId);
            if (again != null) {
                again.requestFocus();
            }
        }
    }

    private <T> Node entry(Setting<T> setting) {
        Label name = Ui.label(setting.name(), "setting-name");
        name.setTooltip(Ui.tooltip(setting.stage().consequence()));
        HBox head = Ui.row(6, name);
        if (setting.isOurs()) {
            head.getChildren().add(tipped(new Chip(Texts.of("settings.ours")), Texts.of("settings.ours.words")));
        }
        if (setting.forcesRebuild()) {
            head.getChildren().add(tipped(new Chip(Texts.of("settings.rebuild"), "warning"), Texts.of("settings.rebuild.words")));
        }
        head.getChildren().add(Ui.spacer());
        if (model.isChanged(setting)) {
            var reset = Ui.iconButton("mdi2u-undo-variant",
                    Texts.of("settings.reset", setting.type().print(setting.initial())), () -> model.reset(setting));
            reset.getStyleClass().add("tiny");
            head.getChildren().add(reset);
        }
        VBox entry = Ui.styled(new VBox(4, head, editors.of(setting), Ui.paragraph(setting.words(), "caption")), "setting");
        entry.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("changed"), model.isChanged(setting));
        return entry;
    }

    private static Chip tipped(Chip chip, String words) {
        chip.setTooltip(Ui.tooltip(words));
        return chip;
    }
}
