package dev.partita.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.partita.app.fixture.Documents;
import dev.partita.app.session.BuildEvent;
import dev.partita.app.session.BuildOutcome;
import dev.partita.app.session.Document;
import dev.partita.app.session.MachineStatus;
import dev.partita.app.task.Unwatched;
import dev.partita.settings.CoreSettings;
import dev.partita.workerclient.WorkerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the real worker process. */
class WorkerWorkshopTest {

    @TempDir
    Path home;

    private final WorkerClient worker = WorkerClient.create();

    @Test
    void withoutAGpuTheBuildIsRefusedBeforeItBegins() throws IOException {
        try (worker) {
            assumeFalse(MachineProbe.ask(worker).kind() == MachineStatus.Kind.READY, "this machine can build");
            Document document = Documents.open("resnet18_w16.pt2", home);
            List<BuildEvent> events = new ArrayList<>();
            BuildOutcome.Failed failed = assertInstanceOf(BuildOutcome.Failed.class,
                    new WorkerWorkshop(worker).build(document.plan(), new Unwatched(), events::add));
            assertEquals(List.of(), events);
            assertTrue(failed.title().startsWith("This machine cannot build engines; "), failed.title());
            assertTrue(failed.title().contains("--target networks"), failed.title());
        }
    }

    @Test
    void aProgramThatTorchRunsAloneNeedsNoGpu() throws Exception {
        try (worker) {
            Document document = Documents.open("mlp_tiny.pt2", home);
            document.edit("blocks", document.settings().get().with(CoreSettings.MIN_BLOCK_SIZE, 50L));
            assertEquals(0, document.plan().partitioning().engines().size());
            assertInstanceOf(BuildOutcome.Built.class,
                    new WorkerWorkshop(worker).build(document.plan(), new Unwatched(), event -> {}));
        }
    }
}
