package dev.partita.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.FxStage;
import dev.partita.app.fixture.WindowFixture;
import dev.partita.app.session.CopyText;
import dev.partita.app.session.ProgramPlace;
import dev.partita.app.theme.ThemeChoice;
import dev.partita.settings.CoreSettings;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that holds several programs, {@code encoder} and {@code decoder}. */
class ProgramChoiceTest {

    private static final Path SEVERAL =
            Path.of("..", "compiler-core", "src", "test", "resources", "models", "variants", "multi_model.pt2");

    @TempDir
    Path home;

    private WindowFixture window;

    private void openWindow(ThemeChoice theme) {
        window = WindowFixture.open(home, 1000, 700, theme);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void open(Path file) {
        FxStage.run(() -> window.session().open(file));
        window.settle();
    }

    private String shown() {
        return window.session().documentProperty().get().map(document -> document.place().title()).orElse("nothing");
    }

    private boolean isAsked() {
        Node sheet = window.scene().getRoot().lookup("#program-sheet");
        return sheet != null && sheet.isVisible();
    }

    @ParameterizedTest
    @EnumSource(value = ThemeChoice.class, names = {"LIGHT", "DARK"})
    void theProgramsAreListedAndTheKeyboardChoosesOne(ThemeChoice theme) {
        openWindow(theme);
        open(SEVERAL);
        assertTrue(isAsked());
        assertFalse(window.find("#open-failure").isVisible(), "a question is no failure");
        assertEquals("multi_model.pt2 holds 2 programs", ((Label) window.find("#program-sheet-title")).getText());
        assertEquals(List.of("encoder", "decoder"), ((ListView<?>) window.find("#programs")).getItems());
        FxStage.picture(window.scene(), "programs-" + theme.name().toLowerCase(java.util.Locale.ROOT), 1);
        window.press("Down");
        window.press("Enter");
        FxStage.await("the decoder is open", () -> shown().equals("multi_model.pt2 · decoder"));
        window.settle();
        assertFalse(isAsked());
        FxStage.picture(window.scene(), "program-chosen-" + theme.name().toLowerCase(java.util.Locale.ROOT), 1);
    }

    @Test
    void theChoiceIsKeptByReloadingAndForTheNextTime() {
        openWindow(ThemeChoice.LIGHT);
        FxStage.run(() -> window.session().open(ProgramPlace.in(SEVERAL).named("decoder")));
        window.settle();
        window.press("F5");
        assertEquals("multi_model.pt2 · decoder", shown());
        window.press("Shortcut+W");
        open(SEVERAL);
        assertEquals("multi_model.pt2 · decoder", shown());
        assertFalse(isAsked());
    }

    @Test
    void theOtherProgramIsOneClickAwayAndHasSettingsOfItsOwn() {
        openWindow(ThemeChoice.LIGHT);
        FxStage.run(() -> window.session().open(ProgramPlace.in(SEVERAL).named("decoder")));
        window.settle();
        FxStage.run(() -> window.document().edit(
                "blocks", window.document().settings().get().with(CoreSettings.MIN_BLOCK_SIZE, 2L)));
        window.settle();
        assertEquals("decoder", ((Button) window.find("#program")).getText());
        FxStage.run(() -> ((Button) window.find("#program")).fire());
        window.settle();
        assertEquals("decoder", ((ListView<?>) window.find("#programs")).getSelectionModel().getSelectedItem());
        window.press("Up");
        FxStage.run(() -> ((Button) window.find("#program-open")).fire());
        FxStage.await("the encoder is open", () -> shown().equals("multi_model.pt2 · encoder"));
        window.settle();
        assertEquals(5L, window.document().settings().get().get(CoreSettings.MIN_BLOCK_SIZE));
        FxStage.run(() -> window.session().open(ProgramPlace.in(SEVERAL).named("decoder")));
        window.settle();
        assertEquals(2L, window.document().settings().get().get(CoreSettings.MIN_BLOCK_SIZE));
    }

    @Test
    void aNameThatTheFileDoesNotHoldIsAskedForAndEscapeLeavesWhatIsOpen() {
        openWindow(ThemeChoice.LIGHT);
        window.openSample("mlp_tiny.pt2");
        FxStage.run(() -> window.session().open(ProgramPlace.in(SEVERAL).named("vocoder")));
        window.settle();
        assertEquals("multi_model.pt2 holds no program 'vocoder'; it holds these",
                ((Label) window.find("#program-sheet-title")).getText());
        window.press("Esc");
        assertFalse(isAsked());
        assertEquals("mlp_tiny.pt2", shown());
    }

    @Test
    void aFileWithOneProgramAsksNothingAndSaysNothing() {
        openWindow(ThemeChoice.LIGHT);
        window.openSample("mlp_tiny.pt2");
        assertEquals("mlp_tiny.pt2", shown());
        assertEquals(0, window.scene().getRoot().lookupAll("#program").size());
        window.press("Shortcut+Alt+O");
        assertFalse(isAsked());
    }

    @Test
    void whatIsCopiedNamesTheProgram() {
        openWindow(ThemeChoice.LIGHT);
        FxStage.run(() -> window.session().open(ProgramPlace.in(SEVERAL).named("decoder")));
        window.settle();
        String file = SEVERAL.toString();
        assertEquals("partita compile " + file + " -o " + file.replace(".pt2", "-decoder.compiled") + " --model decoder",
                CopyText.commandLine(window.document()));
        assertTrue(CopyText.python(window.document()).contains("load_pt2(\"" + file + "\").exported_programs[\"decoder\"]"),
                CopyText.python(window.document()));
    }
}
