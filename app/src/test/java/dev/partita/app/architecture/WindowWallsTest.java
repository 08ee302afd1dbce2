package dev.partita.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls of the window; each rule says why it stands. */
class WindowWallsTest {

    private static final String APP = "dev.partita.app";
    private static final List<String> SCREENS = List.of(
            "open", "graph", "partition", "lowering", "network", "engine", "profile", "report", "settings");

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(APP);
    }

    @Test
    void viewModelsSeeNoSceneClasses() {
        noClasses().that().haveSimpleNameEndingWith("ViewModel").or().resideInAPackage(APP + ".session..")
                .should().dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..")
                .because("what a screen knows must be testable without showing it")
                .check(classes);
    }

    @Test
    void screensMeetOnlyInTheSessionAndTheShell() {
        for (String screen : SCREENS) {
            noClasses().that().resideInAPackage(APP + "." + screen + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(SCREENS.stream()
                            .filter(other -> !other.equals(screen))
                            .map(other -> APP + "." + other + "..")
                            .toArray(String[]::new))
                    .because("a screen can be changed or removed without reading the others")
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void stateKnowsNeitherScreensNorShell() {
        noClasses().that().resideInAPackage(APP + ".session..")
                .should().dependOnClassesThat().resideInAnyPackage(SCREENS.stream()
                        .map(screen -> APP + "." + screen + "..").toArray(String[]::new))
                .orShould().dependOnClassesThat().resideInAPackage(APP + ".shell..")
                .because("screens follow the state, never the other way round")
                .check(classes);
    }

    @Test
    void controlsKnowNothingOfTheCompiler() {
        noClasses().that().resideInAPackage(APP + ".control..")
                .should().dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "belong to the compiler or another part of the window",
                        type -> type.getPackageName().startsWith("dev.partita")
                                && !type.getPackageName().startsWith(APP + ".control")))
                .because("a control that knows a domain word serves one screen only")
                .check(classes);
    }

    @Test
    void onlyOneClassEntersTheJavaFxThread() {
        noClasses().that().resideOutsideOfPackage(APP + ".task..")
                .should().callMethod(Platform.class, "runLater", Runnable.class)
                .because("results land in one place, in order, newest last")
                .check(classes);
    }

    @Test
    void nativeLibrariesStayInTheWorker() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.bytedeco..", "dev.partita.worker..")
                .because("TensorRT ends the process that hosts it when something is wrong")
                .check(classes);
    }

    @Test
    void onlyTheCompositionRootNamesTheWorkersClient() {
        noClasses().that().resideOutsideOfPackage(APP)
                .should().dependOnClassesThat().resideInAnyPackage("dev.partita.workerclient..", "dev.partita.protocol..")
                .because("screens see ports, so that tests can put a fake worker there")
                .check(classes);
    }
}
