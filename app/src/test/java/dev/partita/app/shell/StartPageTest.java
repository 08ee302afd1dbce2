package dev.partita.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.FxStage;
import dev.partita.app.fixture.WindowFixture;
import dev.partita.app.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

class StartPageTest {

    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private WindowFixture window;

    @BeforeEach
    void openWindow() {
        window = WindowFixture.open(home, 1000, 700, ThemeChoice.DARK);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aClickOnASampleOpensIt() {
        robot.clickOn((Button) window.find("#sample-mlp_tiny"));
        window.settle();
        assertEquals("mlp_tiny.pt2", window.document().file().getFileName().toString());
        assertTrue(window.find("#workbench").isVisible());
    }

    @Test
    void whatWasOpenedIsOneKeyAwayAfterClosing() {
        window.openSample("mlp_tiny.pt2");
        window.press("Shortcut+W");
        assertTrue(window.session().documentProperty().get().isEmpty());
        window.press("Shortcut+1");
        assertEquals("mlp_tiny.pt2", window.document().file().getFileName().toString());
    }

    @Test
    void aFileThatIsNoProgramIsRefusedInOneSentenceAndTheWindowStays() throws IOException {
        Path junk = Files.writeString(home.resolve("junk.pt2"), "not a zip");
        FxStage.run(() -> window.session().open(junk));
        window.settle();
        assertTrue(window.find("#open-failure").isVisible());
        Label words = (Label) window.find("#open-failure-words");
        assertTrue(words.getText().startsWith("Cannot open junk.pt2: "), words.getText());
        assertTrue(window.find("#start-page").isVisible());
    }
}
