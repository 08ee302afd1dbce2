package dev.partita.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Applies the chosen theme to scenes and keeps them up to date. */
public final class Themes {

    private static final List<String> FONTS = List.of(
            "inter/Inter-Regular.otf", "inter/Inter-Bold.otf",
            "jetbrains_mono/JetBrainsMono-Regular.ttf", "jetbrains_mono/JetBrainsMono-Bold.ttf");
    private static final List<String> SHEETS = List.of("base.css", "controls.css", "shell.css", "screens.css");

    private final ObjectProperty<ThemeChoice> choice;
    private final BooleanBinding dark;

    public Themes() {
        this(ThemeChoice.SYSTEM);
    }

    /** To be made before any control, or the toolkit reads its own style sheets first. */
    public Themes(ThemeChoice first) {
        choice = new SimpleObjectProperty<>(first);
        for (String font : FONTS) {
            Font.loadFont(url("/com/formdev/flatlaf/fonts/" + font), 12);
        }
        var systemScheme = Platform.getPreferences().colorSchemeProperty();
        dark = Bindings.createBooleanBinding(
                () -> choice.get() == ThemeChoice.DARK
                        || (choice.get() == ThemeChoice.SYSTEM && systemScheme.get() == ColorScheme.DARK),
                choice, systemScheme);
        dark.subscribe(isDark -> Application.setUserAgentStylesheet(
                (isDark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet()));
    }

    public ObjectProperty<ThemeChoice> choiceProperty() {
        return choice;
    }

    public ObservableBooleanValue dark() {
        return dark;
    }

    /** Styles {@code scene} now and whenever the theme changes. */
    public void install(Scene scene) {
        apply(scene);
        dark.subscribe(() -> apply(scene));
    }

    private void apply(Scene scene) {
        String tokens = css(dark.get() ? "tokens-dark.css" : "tokens-light.css");
        List<String> sheets = new java.util.ArrayList<>(List.of(tokens));
        SHEETS.forEach(sheet -> sheets.add(css(sheet)));
        scene.getStylesheets().setAll(sheets);
    }

    private static String css(String name) {
        return url("/dev/partita/ui/css/" + name);
    }

    private static String url(String resource) {
        return Objects.requireNonNull(Themes.class.getResource(resource), resource).toExternalForm();
    }
}
