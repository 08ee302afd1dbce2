package dev.partita.app.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.Ports;
import dev.partita.app.fixture.FakeWorkshop;
import dev.partita.app.fixture.FxStage;
import dev.partita.app.fixture.WindowFixture;
import dev.partita.app.session.MachineStatus;
import dev.partita.app.text.Texts;
import dev.partita.app.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of the window's main states, for people to look at; fails only when a state cannot be shown. */
class ScreenshotTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(value = ThemeChoice.class, names = {"LIGHT", "DARK"})
    void startPage(ThemeChoice theme) throws IOException {
        try (WindowFixture window = WindowFixture.open(home, 1280, 720, theme)) {
            take(window, "start", 1);
            take(window, "start-150", 1.5);
            window.press("F1");
            take(window, "keys", 1);
            window.press("Esc");
            window.press("Shortcut+Shift+P");
            take(window, "palette", 1);
            window.press("Esc");
            window.press("Shortcut+Comma");
            take(window, "preferences", 1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = ThemeChoice.class, names = {"LIGHT", "DARK"})
    void resnet(ThemeChoice theme) throws IOException {
        try (WindowFixture window = WindowFixture.open(home, 1280, 720, theme)) {
            window.openSample("resnet18_w16.pt2");
            take(window, "resnet", 1);
            window.select("relu_3");
            take(window, "node", 1);
            window.tab("ops");
            take(window, "ops", 1);
            window.tab("settings");
            take(window, "settings", 1);
            window.tab("inputs");
            take(window, "inputs-fixed", 1);
            for (String tab : new String[] {"problems", "sweep", "lowering", "network", "build", "profile"}) {
                window.tab(tab);
                take(window, "tab-" + tab, 1);
            }
            FxStage.run(() -> window.session().examine(() ->
                    new MachineStatus(MachineStatus.Kind.NO_GPU, Texts.of("machine.nogpu"), "")));
            window.exclude("aten.relu.default");
            window.tab("node");
            window.tab("segments");
            window.select("relu_2");
            take(window, "excluded", 1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = ThemeChoice.class, names = {"LIGHT", "DARK"})
    void bertWithDynamicInputsOnALargeScreen(ThemeChoice theme) throws IOException {
        try (WindowFixture window = WindowFixture.open(home, 1920, 1080, theme)) {
            window.openSample("bert_tiny_dyn.pt2");
            window.tab("inputs");
            window.tab("sweep");
            take(window, "bert-1920", 1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = ThemeChoice.class, names = {"LIGHT", "DARK"})
    void buildProfileAndDeathOfTheWorker(ThemeChoice theme) throws IOException {
        FakeWorkshop workshop = new FakeWorkshop();
        MachineStatus machine = new MachineStatus(MachineStatus.Kind.READY, "NVIDIA H200, 151 GB", "");
        Ports ports = new Ports(Ports.real().planning(), workshop, () -> machine, () -> {});
        try (WindowFixture window = WindowFixture.open(home, 1280, 720, theme, ports)) {
            FxStage.run(() -> window.session().examine(ports.machine()));
            window.openSample("resnet18_w16.pt2");
            window.exclude("aten.relu.default");
            window.select("relu_3");
            FxStage.run(() -> window.document().run().profile());
            window.settle();
            take(window, "profiled", 1);
            window.tab("build");
            take(window, "built", 1);
            window.tab("segments");
            take(window, "segments-timed", 1);
            workshop.set(FakeWorkshop.Mood.WORKS_ON);
            FxStage.run(() -> window.document().run().build());
            FxStage.await("the build runs", () -> !window.document().run().events().isEmpty());
            take(window, "building", 1);
            FxStage.run(() -> window.document().run().cancel());
            window.settle();
            workshop.set(FakeWorkshop.Mood.DIES);
            FxStage.run(() -> window.document().run().build());
            window.settle();
            take(window, "worker-died", 1);
        }
    }

    @Test
    void workbenchAtOneHundredAndFiftyPercent() throws IOException {
        try (WindowFixture window = WindowFixture.open(home, 1280, 720, ThemeChoice.LIGHT)) {
            window.openSample("bert_tiny_dyn.pt2");
            take(window, "bert-150", 1.5);
        }
    }

    private static void take(WindowFixture window, String name, double scale) throws IOException {
        String theme = window.themes().choiceProperty().get().name().toLowerCase(Locale.ROOT);
        Path picture = FxStage.picture(window.scene(), name + "-" + theme, scale);
        assertTrue(Files.size(picture) > 10_000, picture + " shows nothing");
    }
}
