package dev.partita.tensorfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCasesTest {

    @TempDir
    private Path folder;

    @Test
    void aModelsExamplesAreRead() {
        try (Arena arena = Arena.ofConfined()) {
            StoredCases cases = StoredCasesReader.read(Fixtures.file("resnet18_w16_dynbatch.io.json"), arena);
            assertEquals("resnet18_w16_dynbatch", cases.model());
            assertEquals(2, cases.cases().size());
            StoredValue.Tensor image = (StoredValue.Tensor) cases.cases().getFirst().inputs().getFirst().value();
            assertEquals(3, image.shape().get(1));
            assertEquals("[0][0]", cases.cases().getFirst().inputs().getFirst().path());
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            StoredCases original = StoredCasesReader.read(Fixtures.file("bert_tiny_dyn.io.json"), arena);
            Path copy = folder.resolve("copy.io.json");
            StoredCasesWriter.write(original, copy);
            StoredCases read = StoredCasesReader.read(copy, arena);
            assertEquals(original.tolerance(), read.tolerance());
            assertEquals(original.cases().size(), read.cases().size());
            for (int i = 0; i < read.cases().size(); i++) {
                same(original.cases().get(i).inputs(), read.cases().get(i).inputs());
                same(original.cases().get(i).outputs(), read.cases().get(i).outputs());
            }
        }
    }

    private static void same(List<StoredCase.Leaf> expected, List<StoredCase.Leaf> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).path(), actual.get(i).path());
            StoredValue.Tensor a = (StoredValue.Tensor) expected.get(i).value();
            StoredValue.Tensor b = (StoredValue.Tensor) actual.get(i).value();
            assertEquals(a.spec(), b.spec());
            assertEquals(-1, a.bytes().mismatch(b.bytes()));
        }
    }

    @Test
    void everyFixturesExamplesAreRead() {
        for (String name : Fixtures.assumeSharedModels()) {
            Path manifest = Fixtures.assumeShared().resolve("models").resolve(name + ".io.json");
            try (Arena arena = Arena.ofConfined()) {
                assertTrue(!StoredCasesReader.read(manifest, arena).cases().isEmpty(), name);
            }
        }
    }

    @Test
    void aTensorBeyondItsFileIsRefused() throws IOException {
        Path manifest = folder.resolve("bad.io.json");
        Files.writeString(manifest, """
                {"cases": [{"inputs": [{"kind": "tensor", "dtype": "float32", "shape": [2], "offset": 64, "nbytes": 8}]}]}
                """);
        Files.write(folder.resolve("bad.io.bin"), new byte[64]);
        try (Arena arena = Arena.ofConfined()) {
            StoredCasesException e =
                    assertThrows(StoredCasesException.class, () -> StoredCasesReader.read(manifest, arena));
            assertTrue(String.valueOf(e.getMessage()).contains("bad.io.bin has only 64 bytes"), e.getMessage());
        }
    }
}
