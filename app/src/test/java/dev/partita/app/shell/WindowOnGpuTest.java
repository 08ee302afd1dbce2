package dev.partita.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.Ports;
import dev.partita.app.fixture.FxStage;
import dev.partita.app.fixture.WindowFixture;
import dev.partita.app.session.AccuracyOutcome;
import dev.partita.app.session.BuildEvent;
import dev.partita.app.session.Finding;
import dev.partita.app.session.MachineStatus;
import dev.partita.app.session.ProfileOutcome;
import dev.partita.app.theme.ThemeChoice;
import dev.partita.handback.TorchTensorRtRelease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job in the window with the real worker: {@code mvn -Pgpu verify}. Leaves pictures in target/screenshots. */
@Tag("gpu")
class WindowOnGpuTest {

    private static final Duration BUILD = Duration.ofMinutes(5);

    @TempDir
    Path home;

    private WindowFixture window;

    @BeforeEach
    void openResnet() {
        Ports ports = Ports.real();
        window = WindowFixture.open(home, 1000, 900, ThemeChoice.DARK, ports);
        window.openSample("resnet18_w16.pt2");
        FxStage.run(() -> window.session().examine(ports.machine()));
        FxStage.await("the machine is looked at", () -> window.session().machineProperty().get().kind()
                == MachineStatus.Kind.READY);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void buildsProfilesAndHandsBackAPartitionedModel() throws Exception {
        window.exclude("aten.max_pool2d.default");
        fire("#button-profile");
        FxStage.await("the model is built and profiled", BUILD, () -> window.session().tasks().running().isEmpty());
        assertEquals(0, window.document().findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR).count(), window.document().findings()::toString);
        assertTrue(window.document().run().isBuiltCurrent());
        ProfileOutcome.Measured measured =
                window.document().run().measuredProperty().get().orElseThrow();
        assertTrue(measured.whole().isPresent(), () -> "the whole program is measured: " + measured.notes());
        assertTrue(measured.micros(window.document().plan()).containsKey("max_pool2d_default"),
                "the op left to Torch has a time");
        assertFalse(((TableView<?>) window.find("#profile-table")).getItems().isEmpty(), "layers are listed");
        FxStage.picture(window.scene(), "gpu-profiled", 1);
        window.tab("build");
        FxStage.picture(window.scene(), "gpu-built", 1);

        FxStage.run(() -> window.document().run().compareWithTorch());
        FxStage.await("each segment is compared with Torch", BUILD,
                () -> window.session().tasks().running().isEmpty());
        AccuracyOutcome.Compared compared = window.document().run().comparedProperty().get().orElseThrow();
        assertTrue(compared.accuracy().firstWrong().isEmpty(), compared.accuracy()::toString);
        assertFalse(compared.accuracy().values().isEmpty(), "results of segments are compared");
        FxStage.picture(window.scene(), "gpu-compared", 1);

        Path handedBack = home.resolve("handed-back.pt2");
        window.session().workshop().saveForPython(window.document().run().builtProperty().get().orElseThrow(),
                TorchTensorRtRelease.V2_6, handedBack);
        try (ZipFile archive = new ZipFile(handedBack.toFile())) {
            assertTrue(archive.size() > 3, "a program with its constants");
        }
    }

    @Test
    void theWindowOutlivesAWorkerThatIsKilledDuringABuild() {
        fire("#button-build");
        FxStage.await("TensorRT works on it", BUILD,
                () -> window.document().run().events().stream().anyMatch(BuildEvent.Phase.class::isInstance));
        try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
        window.settle();
        Finding finding = window.document().findings().getFirst();
        assertTrue(finding.title().contains("signal 9"), finding.title());
        FxStage.picture(window.scene(), "gpu-killed", 1);

        fire("#button-build");
        FxStage.await("the next build ends", BUILD, () -> window.session().tasks().running().isEmpty());
        assertTrue(window.document().run().isBuiltCurrent(), "the next build works");
    }

    private void fire(String button) {
        FxStage.run(() -> ((Button) window.find(button)).fire());
    }
}
