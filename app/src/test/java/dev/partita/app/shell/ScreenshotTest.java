package dev.partita.app.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.PartitaApplication;
import dev.partita.app.fixture.FxStage;
import dev.partita.app.theme.ThemeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the window's main states, for people to look at; fails only when a state cannot be shown. */
class ScreenshotTest {

    @TempDir
    static Path home;

    @BeforeAll
    static void startJavaFx() {
        FxStage.start();
    }

    @Test
    void startPageInBothThemesAndAllSizes() throws Exception {
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            PartitaApplication.Window window = FxStage.call(() -> PartitaApplication.window(home.resolve("preferences.json"), new javafx.stage.Stage()));
            FxStage.run(() -> {
                window.themes().choiceProperty().set(theme);
                window.stage().setWidth(1280);
                window.stage().setHeight(720);
                window.stage().show();
            });
            String suffix = theme.name().toLowerCase(java.util.Locale.ROOT);
            assertTrue(Files.size(FxStage.picture(window.stage().getScene(), "start-1280-" + suffix, 1)) > 10_000);
            assertTrue(Files.size(FxStage.picture(window.stage().getScene(), "start-150-" + suffix, 1.5)) > 10_000);
            FxStage.run(window.stage()::close);
        }
    }
}
