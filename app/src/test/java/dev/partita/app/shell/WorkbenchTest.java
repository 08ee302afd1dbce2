package dev.partita.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.Ports;
import dev.partita.app.fixture.FakeWorkshop;
import dev.partita.app.fixture.FxStage;
import dev.partita.app.fixture.WindowFixture;
import dev.partita.app.session.Counts;
import dev.partita.app.session.AccuracyOutcome;
import dev.partita.app.session.Finding;
import dev.partita.app.session.MachineStatus;
import dev.partita.app.session.ProfileOutcome;
import dev.partita.app.theme.ThemeChoice;
import dev.partita.compile.Plan;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.partition.Segment;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.ShapeRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The main job, done by hand on a real model with a fake worker. */
class WorkbenchTest {

    private static final OpName RELU = OpName.of("aten.relu.default");

    @TempDir
    Path home;

    private final FakeWorkshop workshop = new FakeWorkshop();
    private final FxRobot robot = new FxRobot();
    private WindowFixture window;

    @BeforeEach
    void openResnet() {
        MachineStatus machine = new MachineStatus(MachineStatus.Kind.READY, "fake GPU", "");
        Ports ports = new Ports(Ports.real().planning(), workshop, () -> machine, () -> {});
        window = WindowFixture.open(home, 1000, 900, ThemeChoice.LIGHT, ports);
        window.openSample("resnet18_w16.pt2");
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void tickingAnOpSendsItToTorchAndUndoBringsItBack() {
        int before = engines();
        window.tab("ops");
        robot.clickOn((CheckBox) window.find("#op-aten-relu-default"));
        window.settle();
        assertEquals(Set.of("torch.ops.aten.relu.default"),
                window.document().settings().get().get(CoreSettings.TORCH_EXECUTED_OPS));
        assertTrue(noneInTensorRt(RELU), "all relu nodes run in Torch");
        assertTrue(engines() != before, "the partition changed");
        assertTrue(label("#coverage-words").contains(String.valueOf(Counts.trtOps(window.document().plan()))));

        window.press("Shortcut+Z");
        assertEquals(before, engines());
        assertFalse(noneInTensorRt(RELU));
        window.press("Shortcut+Y");
        assertTrue(noneInTensorRt(RELU));
    }

    @Test
    void theDetailsSayWhyANodeRunsInTorchAndTheRemedyWorks() {
        window.tab("ops");
        robot.clickOn((CheckBox) window.find("#op-aten-relu-default"));
        window.settle();
        window.tab("node");
        window.select("relu_3");
        assertTrue(label("#details-reason").contains("torch.ops.aten.relu.default"));
        assertTrue(label("#remedy-effect").contains("+"), "the effect is simulated: " + label("#remedy-effect"));
        robot.clickOn((Button) window.find("#remedy"));
        window.settle();
        assertFalse(noneInTensorRt(RELU));
    }

    @Test
    void whatIsMadeAfterTheGraphHasItsPlaceBefore() {
        List<Region> places = Stream.of(".top-place", ".bottom-place", ".coverage-place", "#graph-pane > .graph-tools")
                .map(place -> (Region) window.find(place)).toList();
        assertTrue(places.stream().noneMatch(place -> place.getChildrenUnmodifiable().isEmpty()));
        assertEquals(places.stream().map(Region::getMinHeight).toList(), places.stream().map(Region::getHeight).toList());
    }

    @Test
    void theSelectionOutlivesAnEdit() {
        FxStage.picture(window.scene(), "before-selecting", 1);
        window.select("relu_3");
        FxStage.picture(window.scene(), "after-selecting", 1);
        window.exclude("aten.relu.default");
        assertEquals("relu_3", window.document().selectionProperty().get().map(Node::name).orElse("nothing"));
        assertEquals("%relu_3", label("#details-name"));
        assertTrue(label("#details-reason").contains("torch.ops.aten.relu.default"));
    }

    @Test
    void aSettingThatCannotBeReadIsRefusedInWords() {
        window.tab("settings");
        type("#setting-min_block_size", "many");
        assertEquals(5L, window.document().settings().get().get(CoreSettings.MIN_BLOCK_SIZE));
        type("#setting-min_block_size", "3");
        assertEquals(3L, window.document().settings().get().get(CoreSettings.MIN_BLOCK_SIZE));
    }

    @Test
    void buildingAndProfilingFillsTheTables() {
        FxStage.run(() -> ((Button) window.find("#button-profile")).fire());
        window.settle();
        assertTrue(window.document().run().isBuiltCurrent());
        TableView<?> layers = (TableView<?>) window.find("#profile-table");
        assertEquals(nodesInEngines(), layers.getItems().size());
        window.tab("build");
        TableView<?> engines = (TableView<?>) window.find("#build-table");
        assertEquals(engines(), engines.getItems().size());
    }

    @Test
    void profilingAMixedProgramShowsTheWholeAndItsTorchSegments() {
        window.exclude("aten.max_pool2d.default");
        FxStage.run(() -> ((Button) window.find("#button-profile")).fire());
        window.settle();
        List<Segment> torch = window.document().plan().partitioning().segments().stream()
                .filter(segment -> !segment.isTensorRt()).toList();
        assertFalse(torch.isEmpty());
        TableView<?> layers = (TableView<?>) window.find("#profile-table");
        assertEquals(torch.size(), layers.getItems().stream().filter(row -> row.toString().contains("Torch segment")).count());
        ProfileOutcome.Measured measured = window.document().run().measuredProperty().get().orElseThrow();
        Map<String, Double> micros = measured.micros(window.document().plan());
        torch.forEach(segment -> segment.nodes().stream().filter(Node::isCall).forEach(
                node -> assertEquals(40, micros.getOrDefault(node.name(), 0.0), 0.1, "the time of its segment is on " + node)));
        Label notice = (Label) window.find(".profile-notice");
        assertTrue(notice.getText().contains("Torch segments ran on GPU 0"), notice.getText());
    }

    @Test
    void aProgramWithDynamicShapesIsMeasuredAtTheChosenShapes() {
        assertTrue(window.scene().getRoot().lookupAll("#profile-corner").isEmpty(), "static shapes leave no choice");
        window.openSample("bert_tiny_dyn.pt2");
        window.tab("profile");
        @SuppressWarnings("unchecked")
        ComboBox<ShapeRange.Corner> corners = (ComboBox<ShapeRange.Corner>) window.find("#profile-corner");
        FxStage.run(() -> corners.setValue(ShapeRange.Corner.MAX));
        FxStage.run(() -> ((Button) window.find("#button-profile")).fire());
        window.settle();
        ProfileOutcome.Measured measured = window.document().run().measuredProperty().get().orElseThrow();
        assertEquals("[input_ids:3x3, attention_mask:3x3]", measured.engines().values().iterator().next().inputs().toString());
        FxStage.picture(window.scene(), "profile-corner", 1);
    }

    @Test
    void comparingWithTorchShowsWhichSegmentIsWrongByItself() {
        window.exclude("aten.max_pool2d.default");
        window.exclude("aten.mean.dim");
        FxStage.run(() -> window.document().run().compareWithTorch());
        window.settle();
        List<Segment> segments = window.document().plan().partitioning().segments();
        assertTrue(segments.size() > 2, segments.toString());
        AccuracyOutcome.Compared compared = window.document().run().comparedProperty().get().orElseThrow();
        assertEquals(1e-2, compared.error(segments.get(2).name()).orElseThrow());
        Finding finding = window.document().findings().getFirst();
        assertEquals("Look at " + segments.get(2).name() + " first: given exact inputs, its %"
                + segments.get(2).outputs().getFirst().name() + " is outside the tolerance", finding.title());
        Map<String, Double> errors = compared.errors(window.document().plan());
        segments.get(2).nodes().stream().filter(Node::isCall)
                .forEach(node -> assertEquals(1e-2, errors.get(node.name()), "the error of its segment is on " + node));
        FxStage.picture(window.scene(), "compared", 1);
    }

    @Test
    void theDeathOfTheWorkerIsAFindingAndTheWindowLivesOn() {
        workshop.set(FakeWorkshop.Mood.DIES);
        FxStage.run(() -> ((Button) window.find("#button-build")).fire());
        window.settle();
        Finding finding = window.document().findings().getFirst();
        assertEquals(Finding.Severity.ERROR, finding.severity());
        assertTrue(finding.title().contains("signal 9"), finding.title());
        assertTrue(finding.details().contains("Detected 1 inputs"), finding.details());

        workshop.set(FakeWorkshop.Mood.WELL);
        FxStage.run(() -> ((Button) window.find("#button-build")).fire());
        window.settle();
        assertTrue(window.document().run().isBuiltCurrent(), "the next build works");
        assertTrue(window.document().findings().isEmpty(), "and clears the finding");
    }

    @Test
    void cancelEndsABuildThatWouldGoOnForever() {
        workshop.set(FakeWorkshop.Mood.WORKS_ON);
        FxStage.run(() -> ((Button) window.find("#button-build")).fire());
        FxStage.await("the build has begun", () -> !window.document().run().events().isEmpty());
        FxStage.run(() -> ((Button) window.find("#build-cancel")).fire());
        window.settle();
        assertTrue(window.document().run().builtProperty().get().isEmpty());
        assertTrue(window.document().findings().isEmpty(), "a wish of the user is no problem");
    }

    @Test
    void anEditAfterABuildMarksTheEnginesAsOld() {
        FxStage.run(() -> ((Button) window.find("#button-build")).fire());
        window.settle();
        window.tab("ops");
        FxStage.run(() -> ((CheckBox) window.find("#op-aten-relu-default")).fire());
        FxStage.await("the edit makes another plan", () -> !window.document().run().isBuiltCurrent());
        Plan built = workshop.lastPlan();
        assertTrue(Counts.trtOps(built) > Counts.trtOps(window.document().plan()));
    }

    private void type(String field, String text) {
        TextField input = (TextField) window.find(field);
        FxStage.run(() -> {
            input.setText(text);
            input.fireEvent(new javafx.event.ActionEvent());
        });
        window.settle();
    }

    private int engines() {
        return window.document().plan().partitioning().engines().size();
    }

    private int nodesInEngines() {
        return window.document().plan().partitioning().engines().stream()
                .mapToInt(segment -> segment.nodes().size()).sum();
    }

    private boolean noneInTensorRt(OpName op) {
        return window.document().plan().partitioning().verdicts().entrySet().stream()
                .filter(entry -> entry.getKey().calls(op))
                .noneMatch(entry -> entry.getValue().runsInTensorRt());
    }

    private String label(String selector) {
        return FxStage.call(() -> ((Label) window.find(selector)).getText());
    }

    /** Of the middle's height, what is above the drawer. */
    private double share() {
        return ((SplitPane) window.find("#workbench .graph-pane").getParent().getParent()).getDividerPositions()[0];
    }

    private void toggleDrawer() {
        FxStage.run(() -> ((Button) window.find("#bottom .tab-strip-header > .icon-button")).fire());
        window.settle();
    }

    @Test
    void noTitleOfATabIsCutOffAndWhatDoesNotFitIsInAMenu() {
        workshop.set(FakeWorkshop.Mood.DIES);
        FxStage.run(() -> ((Button) window.find("#button-build")).fire());
        window.settle();
        assertEquals(List.of("problems", "segments", "sweep", "lowering", "network", "build", "profile"), titlesBelow());
        assertFalse(moreTitles().isVisible());
        FxStage.picture(window.scene(), "titles-1000", 1);

        FxStage.run(() -> window.scene().getWindow().setWidth(900));
        window.settle();
        assertEquals(List.of("problems", "segments", "sweep", "lowering", "network"), titlesBelow());
        assertEquals(List.of("Build", "Profile"), moreTitles().getItems().stream().map(MenuItem::getText).toList());
        FxStage.picture(window.scene(), "titles-900", 1);
        FxStage.run(() -> moreTitles().getItems().getLast().fire());
        window.settle();
        assertTrue(titlesBelow().contains("profile"), "the chosen one comes out of the menu: " + titlesBelow());
        assertTrue(window.find("#profile-table").isVisible());
    }

    private MenuButton moreTitles() {
        return (MenuButton) window.find("#bottom .more-titles");
    }

    /** Those that one sees, which all have the room that they need. */
    private List<String> titlesBelow() {
        return FxStage.call(() -> window.find("#bottom").lookupAll(".tab-title").stream().filter(javafx.scene.Node::isVisible)
                .map(Region.class::cast)
                .peek(title -> assertTrue(title.getWidth() >= title.prefWidth(-1), title + " is " + title.getWidth() + " wide"))
                .map(title -> title.getId().replace("tab-", "")).toList());
    }

    @Test
    void theDrawerLeavesTheGraphMostOfTheRoomAndRemembersItsPlace() {
        assertTrue(share() > 0.7, "share of the graph " + share());
        toggleDrawer();
        assertTrue(share() > 0.92, "shut");
        window.tab("segments");
        assertTrue(share() < 0.8, "a click on a title opens it");
        toggleDrawer();
        FxStage.run(() -> window.session().close());
        window.openSample("mlp_tiny.pt2");
        assertTrue(share() > 0.92, "it stays shut for the next file");
    }
}
