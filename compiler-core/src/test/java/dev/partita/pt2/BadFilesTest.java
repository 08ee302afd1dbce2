package dev.partita.pt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a file: one readable line, soon, and never another kind of failure. */
class BadFilesTest {

    /** Against hanging, not against a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyBadFileIsRefusedInOneLine() {
        return BadFiles.all().entrySet().stream().map(bad -> DynamicTest.dynamicTest(bad.getKey(), () -> {
            Path file = Files.write(folder.resolve("bad.pt2"), bad.getValue().get());
            Pt2Exception e = assertTimeout(PATIENCE, () -> assertThrows(Pt2Exception.class, () -> readAll(file)));
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith(file.toString() + ": "), message);
            assertTrue(message.length() < 700 && message.lines().count() == 1, message);
        }));
    }

    @Test
    void aDamagedWeightIsFoundByComparingChecksums() throws IOException {
        ZipForge forge = ZipForge.of(Fixtures.model("mlp_tiny"));
        forge.entry("m/data/weights/weight_0").data[7] ^= 1;
        Path file = Files.write(folder.resolve("bad.pt2"), forge.bytes());
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            archive.program();
            Pt2Exception e = assertThrows(Pt2Exception.class, archive::verifyChecksums);
            assertEquals(
                    file + ": m/data/weights/weight_0: CRC-32 does not match: the file is damaged", e.getMessage());
        }
    }

    @Test
    void hostileSampleInputsDoNotSpoilTheProgram() throws IOException {
        Path file = Files.write(
                folder.resolve("bad.pt2"), BadFiles.withSampleInputs("\u0080\u0002cos\nsystem\n."));
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            assertEquals(3, archive.program().module().graph().nodes().size());
            Pt2Exception e = assertThrows(Pt2Exception.class, () -> archive.sampleInputs("model"));
            assertTrue(String.valueOf(e.getMessage()).contains("'os.system', which only Python could run"), e.getMessage());
        }
    }

    @Test
    void sharedPartsOfAPickleDoNotMultiply() throws IOException {
        StringBuilder laughs = new StringBuilder("\u0080\u0002]q\0");
        for (int level = 1; level <= 60; level++) {
            char previous = (char) (level - 1);
            laughs.append("]q").append((char) level).append('h').append(previous).append('a').append('h').append(previous).append('a');
        }
        Path file = Files.write(folder.resolve("laughs.pt2"), BadFiles.withSampleInputs(laughs + "."));
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            assertTimeout(PATIENCE, () -> archive.sampleInputs("model"));
        }
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        byte[] good = Files.readAllBytes(Fixtures.model("mlp_tiny"));
        Path file = folder.resolve("cut.pt2");
        for (int length = 0; length < good.length; length += 97) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThrows(Pt2Exception.class, () -> readAll(file), "cut at " + length);
        }
    }

    @Test
    void flippedBitsAreHarmlessOrRefused() throws IOException {
        Random random = new Random(20260101);
        for (String name : new String[] {"mlp_tiny_dyn", "cond_model", "variants/legacy_8_5", "variants/deflated"}) {
            byte[] good = Files.readAllBytes(Fixtures.model(name));
            Path file = folder.resolve("flipped.pt2");
            int refused = 0;
            for (int round = 0; round < 250; round++) {
                byte[] flipped = good.clone();
                for (int flips = 0; flips <= round % 3; flips++) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, flipped);
                try {
                    assertTimeout(PATIENCE, () -> readAll(file));
                } catch (Pt2Exception e) {
                    refused++;
                }
            }
            assertTrue(refused > 100, refused + " of 250 damaged copies of " + name + " were noticed");
        }
    }

    @Test
    void flippedBitsBehindAValidChecksumAreHarmlessOrRefused() throws IOException {
        Random random = new Random(20260102);
        Path file = folder.resolve("flipped.pt2");
        for (int round = 0; round < 400; round++) {
            ZipForge forge = ZipForge.of(Fixtures.model("mlp_tiny_dyn"));
            String entry = round % 4 == 0 ? "m/data/weights/model_weights_config.json" : "m/models/model.json";
            byte[] data = forge.entry(entry).data.clone();
            data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(7));
            Files.write(file, forge.set(entry, data).bytes());
            try {
                assertTimeout(PATIENCE, () -> readAll(file));
            } catch (Pt2Exception expected) {
                assertTrue(String.valueOf(expected.getMessage()).startsWith(file.toString()));
            }
        }
    }

    /** The worst ones in a process of their own that has half a gigabyte. */
    @Test
    void halfAGigabyteIsEnoughToRefuseTheWorst() throws IOException, InterruptedException {
        for (String name : new String[] {
            "deflate bomb that admits its size", "JSON 200000 levels deep", "ten million numbers", "pickle nests deep"
        }) {
            Path file = Files.write(folder.resolve("worst.pt2"), BadFiles.all().getOrDefault(name, () -> new byte[0]).get());
            Path output = folder.resolve("output.txt");
            Process process = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                    "-cp", System.getProperty("java.class.path"), "dev.partita.cli.Partita", "info", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), name);
            String text = Files.readString(output);
            assertEquals(3, process.exitValue(), name + ": " + text);
            assertEquals(1, text.lines().count(), name + ": " + text);
        }
    }

    /** Everything that a user could make the reader do. */
    private static boolean readAll(Path file) {
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            for (String name : archive.modelNames()) {
                ProgramSummariser.summarise(archive.program(name));
                archive.sampleInputs(name);
            }
            archive.verifyChecksums();
            return true;
        }
    }
}
