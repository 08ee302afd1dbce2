package dev.partita.workerclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.WorkerFailure;
import dev.partita.protocol.WorkerFailure.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A real child process each time; only its work is pretended. */
@Timeout(60)
class WorkerClientTest {

    private static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(4), Duration.ofMillis(500));

    private final WorkerClient client =
            new WorkerClient(WorkerCommand.of("dev.partita.workerclient.FakeWorker"), IMPATIENT);

    @AfterEach
    void endWorker() {
        client.close();
    }

    @Test
    void requestIsAnsweredAndProgressIsHeard() {
        List<Phase> phases = new CopyOnWriteArrayList<>();
        List<String> log = new CopyOnWriteArrayList<>();
        Outcome<Reply.EngineBuilt> outcome = client.ask(build("works"), new CallListener() {
            @Override
            public void phase(Phase phase) {
                phases.add(phase);
            }

            @Override
            public void log(LogLevel level, String text) {
                log.add(level + " " + text);
            }
        }).await();

        assertEquals(new Outcome.Done<>(new Reply.EngineBuilt(Path.of("engine.trt").toAbsolutePath(),
                Path.of("layers.json").toAbsolutePath(), 12, 3, 4)), outcome);
        assertEquals(List.of(new Phase("Building engine", "", 0, 2, false), new Phase("Building engine", "", 2, 2, true)),
                phases);
        assertEquals(List.of("INFO building works"), log);
    }

    @Test
    void manyRequestsAreAnsweredInOrderByOneWorker() {
        List<WorkerCall<Reply.EngineBuilt>> calls =
                java.util.stream.IntStream.range(0, 20).mapToObj(i -> client.ask(build("works " + i))).toList();
        calls.forEach(call -> assertInstanceOf(Outcome.Done.class, call.await()));
    }

    @Test
    void refusalIsAValueAndTheWorkerLives() {
        assertEquals(
                new Outcome.Failed<>(new Problem(
                        Problem.Kind.NATIVE, "no implementation for node 'conv'", List.of("detail"))),
                client.ask(build("fails")).await());
        assertInstanceOf(Outcome.Done.class, client.ask(build("works")).await());
    }

    @Test
    void refusalByALibraryIsNobodysBug() {
        assertEquals(
                new Outcome.Failed<>(new Problem(Problem.Kind.NATIVE, "CUDA could not allocate 8 bytes", List.of())),
                client.ask(build("is refused by a library")).await());
    }

    @Test
    void bugInAHandlerIsReportedAsOurs() {
        Outcome.Failed<?> failed = assertInstanceOf(Outcome.Failed.class, client.ask(build("has a bug")).await());
        assertEquals(Problem.Kind.BUG, failed.problem().kind());
        assertTrue(failed.problem().message().contains("a list was empty"), failed.problem().message());
    }

    @Test
    void evenAnErrorOfTheVirtualMachineIsAnswered() {
        Outcome.Failed<?> failed = assertInstanceOf(Outcome.Failed.class, client.ask(build("has an error")).await());
        assertTrue(failed.problem().message().contains("a page could not be read"), failed.problem().message());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void deathBySignalNamesTheSignalThePhaseAndTheSegment() {
        WorkerFailure failure = deathOf("killed");
        assertEquals(new Ending.Signalled(9), failure.ending());
        assertEquals("killed", failure.segment());
        assertEquals("Building engine", failure.lastPhase().orElseThrow().name());
        assertTrue(failure.lastLines().contains("last words of killed"), failure.lastLines().toString());
        assertEquals(
                "the worker process was ended by signal 9 (SIGKILL, by hand or because memory ran out)"
                        + " during BuildEngine of segment 'killed', phase 'Building engine'",
                failure.describe());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void abortOfANativeLibraryIsSurvived() {
        assertEquals(new Ending.Signalled(6), deathOf("aborts").ending());
    }

    @Test
    void exitIsReportedWithItsCodeAndLastWords() {
        WorkerFailure failure = deathOf("exits");
        assertEquals(new Ending.Exited(7), failure.ending());
        assertTrue(failure.describe().startsWith("the worker process ended with exit code 7"), failure.describe());
        assertTrue(failure.describe().endsWith("; its last words: last words of exits"), failure.describe());
    }

    @Test
    void nonsenseOnTheProtocolEndsTheWorker() {
        Ending.SpokeGarbage garbage = assertInstanceOf(Ending.SpokeGarbage.class, deathOf("talks nonsense").ending());
        assertTrue(garbage.line().contains("a library printed this"), garbage.line());
    }

    @Test
    void silenceEndsTheWorker() {
        assertEquals(new Ending.Silent(IMPATIENT.silence().toSeconds()), deathOf("hangs").ending());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nativePrintsToStdoutDoNotReachTheProtocol() {
        assertInstanceOf(Outcome.Done.class, client.ask(build("prints from native code")).await());
        assertTrue(deathOf("exits").lastLines().contains("native code says hello"));
    }

    @Test
    void cancelIsHeardDuringWork() throws InterruptedException {
        assertEquals(new Outcome.Cancelled<>(), cancelled("waits for cancel"));
        assertInstanceOf(Outcome.Done.class, client.ask(build("works")).await());
    }

    @Test
    void workerThatIgnoresCancelIsEndedAndReplaced() throws InterruptedException {
        assertEquals(new Outcome.Cancelled<>(), cancelled("hangs"));
        assertInstanceOf(Outcome.Done.class, client.ask(build("works")).await());
    }

    @Test
    void afterADeathTheNextRequestGetsANewWorker() {
        deathOf("exits");
        assertInstanceOf(Outcome.Done.class, client.ask(build("works")).await());
    }

    @Test
    void workerThatCannotBeStartedIsAValueToo() {
        WorkerCommand missing = new WorkerCommand(Path.of("no-such-java"), List.of(), "", "None");
        try (WorkerClient hopeless = new WorkerClient(missing, IMPATIENT)) {
            Outcome.Died<?> died = assertInstanceOf(Outcome.Died.class, hopeless.ask(new Request.Doctor()).await());
            assertTrue(died.failure().describe().startsWith("the worker process could not be started"));
        }
    }

    @Test
    void shutdownIsAnswered() {
        assertEquals(new Outcome.Done<>(new Reply.Bye()), client.ask(new Request.Shutdown()).await());
    }

    private Outcome<Reply.EngineBuilt> cancelled(String behaviour) throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        WorkerCall<Reply.EngineBuilt> call = client.ask(build(behaviour), new CallListener() {
            @Override
            public void phase(Phase phase) {
                working.countDown();
            }
        });
        working.await();
        call.cancel();
        return call.await();
    }

    private WorkerFailure deathOf(String behaviour) {
        Outcome.Died<?> died = assertInstanceOf(Outcome.Died.class, client.ask(build(behaviour)).await());
        return died.failure();
    }

    private static Request.BuildEngine build(String behaviour) {
        return new Request.BuildEngine(behaviour, Path.of("job"));
    }
}
