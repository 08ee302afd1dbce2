package dev.partita.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn -Pgpu verify}: the checks of {@link GpuChecks} on this machine's GPU. */
@Tag("gpu")
class GpuTierTest {

    @TempDir
    private Path out;

    @Test
    void networksMadeByHandAndExportedModelsRunOnTheGpu() throws IOException, InterruptedException {
        Path models = out.resolve("models");
        RecordModels.main(new String[] {models.toString(), Fixtures.model("mlp_tiny").getParent().toString()});
        CheckLog log = GpuChecks.run(out.resolve("results"), List.of("--basics", "--models", models.toString()));
        assertTrue(log.passed() > 0, "nothing was checked");
        assertEquals(List.of(), log.failed());
    }
}
