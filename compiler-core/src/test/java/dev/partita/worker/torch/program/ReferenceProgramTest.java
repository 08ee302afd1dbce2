package dev.partita.worker.torch.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.accuracy.Comparison;
import dev.partita.fixture.Fixtures;
import dev.partita.importer.ImportedProgram;
import dev.partita.importer.Importer;
import dev.partita.lowering.LoweredProgram;
import dev.partita.lowering.Lowering;
import dev.partita.lowering.LoweringOptions;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.placement.Libtorch;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every fixture model, every stored case, within the tolerance that its manifest names. */
class ReferenceProgramTest {

    @BeforeAll
    static void oneThread() {
        Libtorch.setThreads(1);
    }

    @TestFactory
    Stream<DynamicTest> returnsWhatPythonReturned() {
        return Fixtures.models().stream().map(name -> DynamicTest.dynamicTest(
                name, () -> compareExported(Fixtures.model(name), Fixtures.file(name + ".io.json"))));
    }

    @TestFactory
    Stream<DynamicTest> returnsTheSameAfterLowering() {
        return Fixtures.models().stream().map(name -> DynamicTest.dynamicTest(
                name, () -> compareLowered(Fixtures.model(name), Fixtures.file(name + ".io.json"))));
    }

    @TestFactory
    Stream<DynamicTest> returnsWhatPythonReturnedForTheFullSet() {
        List<String> names = Fixtures.assumeSharedModels();
        Path folder = Fixtures.assumeShared().resolve("models");
        return names.stream().map(name -> DynamicTest.dynamicTest(
                name, () -> compareExported(folder.resolve(name + ".pt2"), folder.resolve(name + ".io.json"))));
    }

    @TestFactory
    Stream<DynamicTest> returnsTheSameAfterLoweringForTheFullSet() {
        List<String> names = Fixtures.assumeSharedModels();
        Path folder = Fixtures.assumeShared().resolve("models");
        return names.stream().map(name -> DynamicTest.dynamicTest(
                name, () -> compareLowered(folder.resolve(name + ".pt2"), folder.resolve(name + ".io.json"))));
    }

    private static void compareExported(Path model, Path manifest) {
        try (Pt2Archive archive = Pt2Reader.open(model);
                Arena arena = Arena.ofConfined();
                ReferenceProgram program = ReferenceProgram.of(new Importer().importProgram(archive.program()))) {
            StoredCases stored = StoredCasesReader.read(manifest, arena);
            for (StoredCase expected : stored.cases()) {
                program.reset();
                StoredCase actual = program.call(expected, arena);
                assertReturned(expected, actual, stored);
                assertChanged(expected.mutatedBuffers(), actual.mutatedBuffers(), stored);
                assertChanged(expected.mutatedInputs(), actual.mutatedInputs(), stored);
            }
        }
    }

    private static void compareLowered(Path model, Path manifest) {
        try (Pt2Archive archive = Pt2Reader.open(model);
                Arena arena = Arena.ofConfined()) {
            ImportedProgram imported = new Importer().importProgram(archive.program());
            LoweredProgram lowered = new Lowering().lower(imported, LoweringOptions.DEFAULTS);
            StoredCases stored = StoredCasesReader.read(manifest, arena);
            try (ReferenceProgram program = ReferenceProgram.of(lowered, imported.state())) {
                for (StoredCase expected : stored.cases()) {
                    program.reset();
                    StoredCase actual = program.call(expected, arena);
                    assertReturned(expected, actual, stored);
                    assertChanged(expected.mutatedBuffers(), actual.mutatedBuffers(), stored);
                    assertChanged(expected.mutatedInputs(), actual.mutatedInputs(), stored);
                }
            }
        }
    }

    private static void assertReturned(StoredCase expected, StoredCase actual, StoredCases stored) {
        assertEquals(expected.outputs().size(), actual.outputs().size());
        for (int i = 0; i < expected.outputs().size(); i++) {
            StoredValue reference = expected.outputs().get(i).value();
            Comparison comparison = Comparison.of(actual.outputs().get(i).value(), reference, stored.tolerance());
            assertTrue(comparison.agrees(), "output " + i + ": " + comparison);
        }
    }

    private static <K> void assertChanged(Map<K, StoredValue> expected, Map<K, StoredValue> actual, StoredCases stored) {
        assertEquals(expected.keySet(), actual.keySet());
        actual.forEach((what, value) -> {
            Comparison comparison = Comparison.of(value, expected.getOrDefault(what, value), stored.tolerance());
            assertTrue(comparison.agrees(), what + ": " + comparison);
        });
    }
}
