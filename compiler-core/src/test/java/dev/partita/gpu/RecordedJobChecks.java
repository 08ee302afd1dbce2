package dev.partita.gpu;

import dev.partita.engine.EngineException;
import dev.partita.protocol.Reply;
import dev.partita.tensorfile.StoredCase;
import dev.partita.workerclient.WorkerClient;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Builds and runs recorded jobs, several at a time: building is mostly work for the host. */
final class RecordedJobChecks {

    private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 6);

    private final CheckLog log;
    private final Path folder;
    private final Path timings;

    RecordedJobChecks(CheckLog log, Path folder) {
        this.log = log;
        this.folder = folder;
        this.timings = folder.resolve("timing.cache");
    }

    void check(List<Path> jobs) throws InterruptedException {
        Queue<Path> waiting = new ConcurrentLinkedQueue<>(jobs);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            threads.add(Thread.ofPlatform().start(() -> work(waiting)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(Queue<Path> waiting) {
        try (WorkerClient worker = CheckBench.newWorker()) {
            CheckBench bench = new CheckBench(worker, folder);
            for (Path job = waiting.poll(); job != null; job = waiting.poll()) {
                check(job, bench);
            }
        }
    }

    private void check(Path job, CheckBench bench) {
        String name = job.getFileName().toString();
        try (Arena arena = Arena.ofConfined()) {
            RecordedJob recorded = RecordedJob.read(job, arena);
            name = recorded.cases().model();
            Reply.EngineBuilt built =
                    bench.build(recorded.job().network(), recorded.settings(timings), job.getFileName().toString());
            if (recorded.cases().cases().isEmpty()) {
                log.pass(name + " build", built.buildMillis() + " ms", Map.of("build_ms", built.buildMillis()));
            }
            for (StoredCase one : recorded.cases().cases()) {
                log.compare(name + " " + one.name(),
                        bench.run(built.engine(), RecordedJob.named(one.inputs()), job.getFileName().toString()),
                        RecordedJob.named(one.outputs()), recorded.cases().tolerance());
            }
        } catch (CheckFailure e) {
            log.fail(name, String.valueOf(e.getMessage()), e.detail());
        } catch (EngineException | RuntimeException e) {
            log.fail(name, e.toString(), List.of());
        }
    }
}
