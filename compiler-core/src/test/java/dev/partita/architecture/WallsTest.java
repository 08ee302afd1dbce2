package dev.partita.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls of the compiler core; each rule says why it stands. */
class WallsTest {

    /** Pipeline order: a package may use those before it, never those after it. */
    private static final List<String> PIPELINE = List.of(
            "tensor", "element", "tensorfile", "pt2", "ir", "importer", "settings", "shape", "lowering", "network", "convert", "partition",
            "engine", "compiled", "profile", "report", "compile", "handback");

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.partita");
    }

    @Test
    void coreKnowsNoJavaFx() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("javafx..", "com.sun.javafx..")
                .because("the compiler runs headless: on servers, in CI, in the worker")
                .check(classes);
    }

    @Test
    void onlyTheTrtWorkerNamesTensorRtAndCuda() {
        noClasses().that().resideOutsideOfPackages("dev.partita.worker.trt..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco.tensorrt..", "org.bytedeco.cuda..")
                .because("TensorRT ends the process that hosts it; only the worker may be that process")
                .check(classes);
    }

    @Test
    void onlyTheTorchWorkerNamesLibtorch() {
        noClasses().that().resideOutsideOfPackages("dev.partita.worker.torch..")
                .should().dependOnClassesThat().resideInAnyPackage("org.bytedeco.pytorch..")
                .because("libtorch can crash its process and takes a second to load")
                .check(classes);
    }

    @Test
    void nativeLibrariesStayInTheWorker() {
        noClasses().that().resideOutsideOfPackages("dev.partita.worker.trt..", "dev.partita.worker.torch..")
                .should().dependOnClassesThat().resideInAnyPackage("org.bytedeco..")
                .because("a native crash must never take the window along")
                .check(classes);
    }

    @Test
    void networkIsPlainData() {
        noClasses().that().resideInAPackage("dev.partita.network..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("dev.partita.ir..", "dev.partita.worker..", "org.bytedeco..")
                .because("a network description can be built, printed and tested without a graph and without a GPU")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void thePipelinePointsOneWay() {
        List<String> later = new ArrayList<>(PIPELINE);
        for (String stage : PIPELINE) {
            later.remove(stage);
            if (later.isEmpty()) {
                break;
            }
            noClasses().that().resideInAPackage("dev.partita." + stage + "..")
                    .should().dependOnClassesThat()
                    .resideInAnyPackage(later.stream().map(name -> "dev.partita." + name + "..").toArray(String[]::new))
                    .because("stage '" + stage + "' comes before " + later + ": data flows one way")
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void pipelineKnowsNeitherWorkerNorCommandLine() {
        noClasses().that().resideOutsideOfPackages("dev.partita.worker..", "dev.partita.workerclient..",
                        "dev.partita.cli..", "dev.partita.protocol..")
                .should().dependOnClassesThat().resideInAnyPackage("dev.partita.worker..", "dev.partita.cli..")
                .because("the pipeline reaches the worker through ports, and nothing depends on the command line")
                .check(classes);
    }
}
