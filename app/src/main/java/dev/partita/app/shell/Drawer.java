package dev.partita.app.shell;

import dev.partita.app.control.TabStrip;
import dev.partita.app.session.Preferences;
import javafx.event.ActionEvent;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;

/**
 * Tool windows below the graph. The graph gets most of the room; how much, and whether the drawer is shut, is remembered.
 * Shut, it shows its titles only.
 */
final class Drawer extends SplitPane {

    private static final String OPEN_AT = "drawer.position";
    private static final String SHUT = "drawer.shut";
    /** Share of the height above the drawer: at 720 pixels five rows of a table stay below. */
    private static final double FIRST_POSITION = 0.76;
    private static final double SHUT_FROM = 0.92;
    private static final double TITLES = 34;

    private final Preferences preferences;
    private double openAt;

    Drawer(Region above, TabStrip tools, Preferences preferences) {
        this.preferences = preferences;
        openAt = Math.clamp(preferences.number(OPEN_AT, FIRST_POSITION), 0.2, SHUT_FROM - 0.02);
        setOrientation(Orientation.VERTICAL);
        getItems().addAll(above, tools);
        tools.setMinHeight(TITLES);
        SplitPane.setResizableWithParent(tools, false);
        setDividerPositions(preferences.number(SHUT, 0) == 1 ? 1 : openAt);
        tools.addEventHandler(ActionEvent.ACTION, event -> {
            if (event.getTarget() instanceof ToggleButton) {
                open();
            }
        });
    }

    private boolean isShut() {
        return getDividerPositions()[0] > SHUT_FROM;
    }

    /** Something is to be seen in it. */
    void open() {
        if (isShut()) {
            setDividerPositions(openAt);
        }
    }

    void toggle() {
        if (isShut()) {
            open();
        } else {
            openAt = getDividerPositions()[0];
            setDividerPositions(1);
        }
    }

    void keep() {
        preferences.put(SHUT, isShut() ? 1 : 0);
        preferences.put(OPEN_AT, isShut() ? openAt : getDividerPositions()[0]);
    }
}
