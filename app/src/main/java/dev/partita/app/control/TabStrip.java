package dev.partita.app.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A slim tool window: titles with optional counts in one line, the chosen page below, made when first shown. */
public final class TabStrip extends BorderPane {

    private final TabTitles titles;
    private final HBox header;
    private final StackPane content = new StackPane();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<String, Supplier<Node>> pages = new LinkedHashMap<>();
    private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
    private final Map<String, Node> made = new LinkedHashMap<>();
    /** Bindings refer to them weakly, and an empty one is no graphic: this keeps them alive. */
    private final List<Label> badges = new ArrayList<>();
    private final ReadOnlyStringWrapper selected = new ReadOnlyStringWrapper("");

    /** @param more words for the menu of the titles that do not fit */
    public TabStrip(String more) {
        titles = new TabTitles(more);
        header = Ui.styled(Ui.row(0, Ui.grow(titles)), "tab-strip-header");
        getStyleClass().add("tab-strip");
        setTop(header);
        content.setMinSize(0, 0);
        setCenter(content);
        group.selectedToggleProperty().addListener((value, old, now) -> {
            if (now == null) {
                if (old != null) {
                    old.setSelected(true);
                }
            } else {
                show((String) now.getUserData());
            }
        });
    }

    public TabStrip add(String id, String title, Supplier<Node> page) {
        ToggleButton button = new ToggleButton(title);
        button.getStyleClass().setAll("tab-title");
        button.setId("tab-" + id);
        button.setUserData(id);
        button.setToggleGroup(group);
        button.setFocusTraversable(true);
        buttons.put(id, button);
        pages.put(id, page);
        titles.add(button);
        if (group.getSelectedToggle() == null) {
            button.setSelected(true);
        }
        return this;
    }

    /** Shows {@code count} behind the title; an empty string shows nothing. */
    public TabStrip badge(String id, ObservableValue<String> count, String... styles) {
        Label badge = Ui.label("", "badge");
        badge.getStyleClass().addAll(styles);
        ToggleButton button = java.util.Objects.requireNonNull(buttons.get(id));
        button.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        badges.add(badge);
        badge.textProperty().bind(count);
        // A labelled control only notices that its graphic comes and goes, not that it hides.
        badge.textProperty().subscribe(text -> button.setGraphic(text.isEmpty() ? null : badge));
        return this;
    }

    public TabStrip trailing(Node... nodes) {
        header.getChildren().addAll(nodes);
        return this;
    }

    public void select(String id) {
        ToggleButton button = buttons.get(id);
        if (button != null) {
            button.setSelected(true);
        }
    }

    public ReadOnlyStringProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    private void show(String id) {
        Node page = made.computeIfAbsent(id, missing -> java.util.Objects.requireNonNull(pages.get(missing)).get());
        if (page instanceof Region region) {
            // A page that needs more room than there is must not grow over the titles.
            region.setMinHeight(0);
        }
        content.getChildren().setAll(page);
        selected.set(id);
    }
}
