package dev.partita.worker.trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.WorkerClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real worker, on whatever machine this is. */
@Timeout(60)
class DoctorTest {

    @Test
    void machineIsDescribedInWordsAndNeverCrashes() {
        try (WorkerClient client = WorkerClient.create()) {
            Outcome.Done<?> done = assertInstanceOf(Outcome.Done.class, client.ask(new Request.Doctor()).await());
            Reply.Machine machine = assertInstanceOf(Reply.Machine.class, done.reply());
            assertEquals("NVIDIA driver", machine.checks().getFirst().subject());
            assertFalse(machine.checks().stream().anyMatch(check -> check.words().isBlank()));
            // With or without a GPU: the two must agree.
            assertEquals(machine.gpus().isEmpty(), !machine.checks().getFirst().good());
        }
    }
}
