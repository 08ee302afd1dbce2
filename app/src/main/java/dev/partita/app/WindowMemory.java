package dev.partita.app;

import dev.partita.app.PartitaApplication.Window;
import dev.partita.app.session.Preferences;
import java.nio.file.Path;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Keeps the window's size, place and theme, and the recent files, from one run to the next. */
final class WindowMemory {

    private WindowMemory() {}

    /** A place that no screen shows any more is forgotten. */
    static void restore(Window window) {
        Preferences preferences = window.preferences();
        Stage stage = window.stage();
        double x = preferences.number("window.x", Double.NaN);
        double y = preferences.number("window.y", Double.NaN);
        double width = preferences.number("window.width", Double.NaN);
        double height = preferences.number("window.height", Double.NaN);
        if (!Double.isNaN(x + y + width + height) && !Screen.getScreensForRectangle(x, y, width, height).isEmpty()) {
            stage.setX(x);
            stage.setY(y);
            stage.setWidth(width);
            stage.setHeight(height);
        } else {
            Rectangle2D screen = Screen.getPrimary().getVisualBounds();
            stage.setWidth(Math.min(1440, screen.getWidth()));
            stage.setHeight(Math.min(900, screen.getHeight()));
        }
        stage.setMaximized(preferences.number("window.maximized", 0) == 1);
    }

    static void keep(Window window) {
        Preferences preferences = window.preferences();
        Stage stage = window.stage();
        preferences.put("window.maximized", stage.isMaximized() ? 1 : 0);
        if (!stage.isMaximized()) {
            preferences.put("window.x", stage.getX());
            preferences.put("window.y", stage.getY());
            preferences.put("window.width", stage.getWidth());
            preferences.put("window.height", stage.getHeight());
        }
        preferences.put("theme", window.themes().choiceProperty().get().name());
        preferences.put("recent", window.session().recent().files().stream().map(Path::toString).toList());
        preferences.save();
    }
}
