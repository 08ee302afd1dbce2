package dev.partita.app.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Pane;

/**
 * Titles in one line, each as wide as its words. Those that do not fit wait in a menu at the end; the chosen one is never
 * among them.
 */
final class TabTitles extends Pane {

    private final List<ToggleButton> titles = new ArrayList<>();
    private final MenuButton others = new MenuButton();

    /** @param more what the menu is, in words */
    TabTitles(String more) {
        getStyleClass().add("tab-strip-titles");
        others.setGraphic(Ui.icon("mdi2c-chevron-double-right"));
        others.getStyleClass().addAll("icon-button", "more-titles");
        others.setAccessibleText(more);
        others.setTooltip(Ui.tooltip(more));
        others.setVisible(false);
        getChildren().add(others);
    }

    void add(ToggleButton title) {
        titles.add(title);
        getChildren().add(title);
        title.selectedProperty().addListener(change -> requestLayout());
    }

    @Override
    protected double computeMinWidth(double height) {
        return others.prefWidth(-1);
    }

    @Override
    protected double computePrefWidth(double height) {
        return titles.stream().mapToDouble(TabTitles::width).sum();
    }

    @Override
    protected double computePrefHeight(double width) {
        return titles.stream().mapToDouble(title -> title.prefHeight(-1)).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        List<ToggleButton> shown = fitting();
        double x = 0;
        for (ToggleButton title : titles) {
            title.setVisible(shown.contains(title));
            if (title.isVisible()) {
                title.resizeRelocate(x, 0, width(title), getHeight());
                x += width(title);
            }
        }
        boolean all = shown.size() == titles.size();
        others.setVisible(!all);
        if (!all) {
            double height = others.prefHeight(-1);
            others.resizeRelocate(x, (getHeight() - height) / 2, others.prefWidth(-1), height);
            others.getItems().setAll(titles.stream().filter(title -> !title.isVisible()).map(TabTitles::item).toList());
        }
    }

    /** The first ones, and the chosen one. */
    private List<ToggleButton> fitting() {
        if (computePrefWidth(-1) <= getWidth()) {
            return titles;
        }
        List<ToggleButton> shown = new ArrayList<>(titles.stream().filter(ToggleButton::isSelected).toList());
        double room = getWidth() - others.prefWidth(-1) - shown.stream().mapToDouble(TabTitles::width).sum();
        for (ToggleButton title : titles) {
            if (!title.isSelected()) {
                room -= width(title);
                if (room < 0) {
                    break;
                }
                shown.add(title);
            }
        }
        return shown;
    }

    private static double width(ToggleButton title) {
        return Math.ceil(title.prefWidth(-1));
    }

    private static MenuItem item(ToggleButton title) {
        MenuItem item = new MenuItem(title.getText());
        item.setMnemonicParsing(false);
        item.setOnAction(event -> title.fire());
        return item;
    }
}
