package dev.partita.pt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights stay where they are: opening a program costs its graph, whatever its weights weigh. */
class MemoryTest {

    private static final long HUGE = 2_200_000_000L;

    @TempDir
    private Path folder;

    @Test
    void weightsLargerThanTheHeapAreOnlyMapped() throws IOException {
        ZipForge forge = ZipForge.of(Fixtures.model("mlp_tiny"));
        ZipForge.Entry weight = forge.entry("m/data/weights/weight_0");
        weight.hole = HUGE - weight.data.length;
        weight.size = HUGE;
        weight.compressedSize = HUGE;
        Path file = folder.resolve("huge.pt2");
        assumeTrue(file.toFile().getParentFile().getUsableSpace() > HUGE + (1L << 30), "needs room for a sparse file");
        forge.writeTo(file);

        long before = usedHeap();
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            ExportedProgram program = archive.program();
            Storage storage = program.data().find("0.weight").orElseThrow().tensor().storage();
            assertEquals(HUGE, storage.byteSize());
            assertEquals(0, storage.bytes().get(ValueLayout.JAVA_BYTE, HUGE - 1), "the last byte can be reached");
            long growth = usedHeap() - before;
            assertTrue(growth < 8 << 20, "the heap grew by " + growth + " bytes");
            Reference.reachabilityFence(program);
        }
    }

    @Test
    void tenThousandNodesTakeLittle() throws IOException {
        Path giant = Fixtures.assumeShared().resolve("models/giant_tf_10k.pt2.gz");
        Path file = folder.resolve("giant.pt2");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(giant))) {
            Files.copy(in, file);
        }
        long before = usedHeap();
        try (Pt2Archive archive = Pt2Reader.open(file)) {
            ExportedProgram program = archive.program();
            assertTrue(program.module().graph().nodes().size() > 8_000);
            long growth = usedHeap() - before;
            assertTrue(growth < 32 << 20, "the heap grew by " + growth + " bytes");
            Reference.reachabilityFence(program);
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
