package dev.partita.pt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pt2WriterTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBackForEveryModelInTheRepository() throws IOException {
        for (String name : Fixtures.models()) {
            roundTrip(Fixtures.model(name));
        }
    }

    @Test
    void whatIsWrittenIsReadBackForEveryModelOfTheFullSet() throws IOException {
        Path models = Fixtures.assumeShared().resolve("models");
        for (String name : Fixtures.assumeSharedModels()) {
            roundTrip(models.resolve(name + ".pt2"));
        }
    }

    @Test
    void anEmbeddedEngineSurvives() throws IOException {
        roundTrip(Fixtures.model("variants/torch_tensorrt_engine"));
    }

    @Test
    void oldFilesBecomeCurrentOnes() throws IOException {
        Path copy = folder.resolve("renewed.pt2");
        try (Pt2Archive old = Pt2Reader.open(Fixtures.model("variants/legacy_7_4"))) {
            Pt2Writer.write(old.program(), Map.of(), copy);
            try (Pt2Archive renewed = Pt2Reader.open(copy)) {
                ExportedProgram program = renewed.program();
                assertEquals("8.20", program.producer().schema().toString());
                String text = Files.readString(copy, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertTrue(text.contains("Add(Mul(Integer(6), Symbol('s69', positive=True, integer=True)), Integer(1))"));
                assertEquals(
                        old.program().module().graph().values().symInt("add").orElseThrow().expr(),
                        program.module().graph().values().symInt("add").orElseThrow().expr());
            }
        }
    }

    @Test
    void recordsAreStoredAlignedAndReadableByOthers() throws IOException {
        Path copy = folder.resolve("copy.pt2");
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("mlp_tiny"))) {
            Pt2Writer.write(archive.program(), Map.of("notes.txt", "grüße"), copy);
        }
        byte[] bytes = Files.readAllBytes(copy);
        try (ZipFile zip = new ZipFile(copy.toFile());
                Pt2Archive archive = Pt2Reader.open(copy)) {
            assertEquals("copy/data/weights/weight_0", zip.stream().findFirst().orElseThrow().getName());
            assertEquals(List.of("notes.txt"), archive.extraFiles());
            byte[] weight = zip.getInputStream(zip.getEntry("copy/data/weights/weight_0")).readAllBytes();
            // The first record's payload lies where the first multiple of 64 behind its header is.
            assertArrayEquals(weight, java.util.Arrays.copyOfRange(bytes, 64, 64 + weight.length));
        }
    }

    @Test
    void theSameProgramGivesTheSameBytes() throws IOException {
        Path first = Files.createDirectories(folder.resolve("a")).resolve("m.pt2");
        Path second = Files.createDirectories(folder.resolve("b")).resolve("m.pt2");
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("bert_tiny_dyn"))) {
            Pt2Writer.write(archive.program(), Map.of(), first);
            Pt2Writer.write(archive.program(), Map.of(), second);
        }
        assertEquals(-1, Files.mismatch(first, second));
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        Path target = folder.resolve("target.pt2");
        Files.writeString(target, "precious");
        try (Pt2Archive archive = Pt2Reader.open(Fixtures.model("mlp_tiny"))) {
            ExportedProgram good = archive.program();
            ProgramData data = new ProgramData(
                    good.data().weights(), Map.of(),
                    Map.of("engine", new OpaqueConstant(
                            "a fake tensor without data", OpaqueConstant.Form.PYTHON_PICKLE, java.util.Optional.empty())));
            ExportedProgram bad = new ExportedProgram(
                    good.name(), good.module(), good.rangeConstraints(), good.producer(), data);
            Pt2Exception e = assertThrows(Pt2Exception.class, () -> Pt2Writer.write(bad, Map.of(), target));
            assertTrue(String.valueOf(e.getMessage()).contains("'engine' cannot be written"), e.getMessage());
        }
        assertEquals("precious", Files.readString(target));
        assertFalse(Files.exists(folder.resolve("target.pt2.partial")));
    }

    private void roundTrip(Path file) throws IOException {
        Path copy = folder.resolve("copy.pt2");
        try (Pt2Archive original = Pt2Reader.open(file)) {
            ExportedProgram program = original.program();
            Pt2Writer.write(program, Map.of(), copy);
            try (Pt2Archive written = Pt2Reader.open(copy)) {
                written.verifyChecksums();
                ExportedProgram read = written.program();
                assertEquals(program.module(), read.module(), file.toString());
                assertEquals(program.rangeConstraints(), read.rangeConstraints());
                assertEquals(program.producer(), read.producer());
                same(program.data().weights(), read.data().weights());
                same(program.data().constants(), read.data().constants());
                assertEquals(program.data().opaque().keySet(), read.data().opaque().keySet());
            }
        }
    }

    private static void same(Map<String, Weight> expected, Map<String, Weight> actual) {
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(actual.keySet()));
        Map<String, String> storages = new HashMap<>();
        expected.forEach((fqn, weight) -> {
            Weight other = java.util.Objects.requireNonNull(actual.get(fqn));
            assertEquals(weight.isParameter(), other.isParameter());
            assertEquals(weight.requiresGrad(), other.requiresGrad());
            assertEquals(weight.tensor().spec(), other.tensor().spec());
            assertEquals(weight.tensor().strides(), other.tensor().strides());
            assertEquals(weight.tensor().offset(), other.tensor().offset());
            assertEquals(-1, weight.tensor().storage().bytes().mismatch(other.tensor().storage().bytes()));
            String id = storages.merge(weight.tensor().storage().id(), other.tensor().storage().id(), (a, b) -> a);
            assertEquals(id, other.tensor().storage().id(), "weights that shared memory share it again");
        });
    }
}
