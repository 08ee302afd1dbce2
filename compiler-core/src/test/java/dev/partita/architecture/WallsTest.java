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
            "file", "tensor", "element", "tensorfile", "pt2", "ir", "importer", "settings", "shape", "lowering", "network", "convert", "partition",
            "engine", "compiled", "profile", "report", "compile", "handback");

    /** Inside the Torch worker, from the ground up; the requests, in the package above, may use all. */
    private static final List<String> TORCH = List.of(
            "placement", "operator", "region", "evaluator", "engine", "program", "comparison", "recording", "measure");

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
        pointsOneWay("dev.partita.", PIPELINE, "data flows one way");
    }

    @Test
    void theTorchWorkerIsBuiltFromTheGroundUp() {
        pointsOneWay("dev.partita.worker.torch.", TORCH, "a tensor knows no program, a segment no schedule");
        noClasses().that().resideInAnyPackage(
                        TORCH.stream().map(name -> "dev.partita.worker.torch." + name + "..").toArray(String[]::new))
                .should().dependOnClassesThat().resideInAPackage("dev.partita.worker.torch")
                .because("what runs programs does not know who asks for it")
                .check(classes);
        noClasses().that().resideInAPackage("dev.partita.worker.torch.engine..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("dev.partita.worker.torch.region..", "dev.partita.worker.torch.operator..")
                .because("an engine runs beside Torch segments, not by them")
                .check(classes);
    }

    /** @param order each package may use those before it */
    private static void pointsOneWay(String root, List<String> order, String reason) {
        List<String> later = new ArrayList<>(order);
        for (String each : order) {
            later.remove(each);
            if (later.isEmpty()) {
                break;
            }
            noClasses().that().resideInAPackage(root + each + "..")
                    .should().dependOnClassesThat()
                    .resideInAnyPackage(later.stream().map(name -> root + name + "..").toArray(String[]::new))
                    .because("'" + each + "' comes before " + later + ": " + reason)
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
