package dev.partita.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.Ports;
import dev.partita.app.fixture.ChosenFile;
import dev.partita.app.fixture.FakeWorkshop;
import dev.partita.app.fixture.FxStage;
import dev.partita.app.fixture.WindowFixture;
import dev.partita.app.session.MachineStatus;
import dev.partita.app.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltFilesTest {

    @TempDir
    Path home;

    private WindowFixture window;

    @BeforeEach
    void build() {
        MachineStatus machine = new MachineStatus(MachineStatus.Kind.READY, "fake GPU", "");
        window = WindowFixture.open(home, 900, 700, ThemeChoice.DARK,
                new Ports(Ports.real().planning(), new FakeWorkshop(), () -> machine, () -> {}));
        window.openSample("resnet18_w16.pt2");
        FxStage.run(() -> window.document().run().build());
        window.settle();
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void whatWasBuiltIsSavedForTheChosenReleaseOfPython() throws IOException {
        Path file = home.resolve("model.pt2");
        FxStage.run(() -> new BuiltFiles(window.session(), new ChosenFile(file)).saveForPython());
        window.settle();
        assertEquals("for torch 2.6", Files.readString(file));
    }

    @Test
    void aFailureIsSaidInWords() {
        Path file = home.resolve("missing").resolve("model.pt2");
        FxStage.run(() -> new BuiltFiles(window.session(), new ChosenFile(file)).saveForPython());
        window.settle();
        String note = window.document().findings().getLast().title();
        assertTrue(note.contains("could not be saved as " + file), note);
    }
}
