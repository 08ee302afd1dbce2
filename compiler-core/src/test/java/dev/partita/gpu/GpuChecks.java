package dev.partita.gpu;

import dev.partita.compile.CompileRequest;
import dev.partita.engine.EngineException;
import dev.partita.engine.JobFolder;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.TrtexecPrinter;
import dev.partita.protocol.Phase;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.tensorfile.StoredCases;
import dev.partita.workerclient.CallListener;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.WorkerCall;
import dev.partita.workerclient.WorkerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Everything that needs an NVIDIA GPU, in one command with nothing but Java and the libraries:
 *
 * <pre>java -cp 'lib/*' dev.partita.gpu.GpuChecks OUT_FOLDER [--basics] [--models FOLDER] [--jobs FOLDER] [--mixed FOLDER]</pre>
 *
 * <p>{@code --basics}: networks made by hand, cancelling, measuring. {@code --models} and {@code --jobs}: recorded build
 * jobs with expected outputs ({@link RecordedJob}); those of models are measured, the others are built several at a time.
 * {@code --mixed FOLDER}: exported programs, compiled and run whole and in pieces ({@link MixedChecks}), for at most
 * {@code --seconds N}, {@code --workers N} at a time; with {@code --networks} instead of engines, where there is no GPU.
 *
 * <p>All work is done in worker processes: one that crashes fails its check and no other. Results are printed and
 * written to {@code checks.jsonl} as they come, and as a table to {@code checks.md} at the end. Ends with 1 when a check failed.
 */
public final class GpuChecks {

    private static final int MIXED_WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors() / 3, 1, 4);

    private static final MeasureSettings.Span SHORT = new MeasureSettings.Span(100, 500, 10, 0, 0);

    private final Path out;
    private final CheckLog log;
    private final WorkerClient worker;
    private final CheckBench bench;

    private GpuChecks(Path out) throws IOException {
        this.out = out;
        this.log = new CheckLog(out);
        this.worker = CheckBench.newWorker();
        this.bench = new CheckBench(worker, out.resolve("jobs"));
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        if (words.isEmpty() || words.getFirst().startsWith("-")) {
            System.err.println("usage: GpuChecks OUT_FOLDER [--basics] [--models FOLDER] [--jobs FOLDER]"
                    + " [--mixed FOLDER] [--seconds N] [--workers N] [--networks]");
            System.exit(2);
        }
        CheckLog log = run(Path.of(words.getFirst()).toAbsolutePath(), words.subList(1, words.size()));
        System.out.println(log.passed() + " checks passed, " + log.failed().size() + " failed: " + log.failed());
        System.exit(log.failed().isEmpty() ? 0 : 1);
    }

    static CheckLog run(Path out, List<String> what) throws IOException, InterruptedException {
        GpuChecks checks = new GpuChecks(out);
        try {
            checks.run(what);
        } finally {
            checks.worker.close();
            checks.log.writeTable();
        }
        return checks.log;
    }

    private void run(List<String> words) throws IOException, InterruptedException {
        boolean networks = words.contains("--networks");
        if (!doctor(!networks)) {
            return;
        }
        if (words.contains("--basics")) {
            for (GpuCase handBuilt : new HandBuiltCases(timings()).all()) {
                check(handBuilt);
            }
            cancelDuringBuild();
            measure();
        }
        for (int i = 0; i + 1 < words.size(); i++) {
            Path folder = Path.of(words.get(i + 1));
            switch (words.get(i)) {
                case "--models" -> {
                    for (Path job : RecordedJob.all(folder)) {
                        new ModelChecks(bench, log, timings()).check(job);
                    }
                }
                case "--mixed" -> new MixedChecks(log, out.resolve("mixed"), new MixedChecks.Limits(
                        Duration.ofSeconds(number(words, "--seconds", 3600)),
                        (int) number(words, "--workers", MIXED_WORKERS),
                        networks ? CompileRequest.Target.NETWORKS : CompileRequest.Target.ENGINES)).check(folder.toAbsolutePath());
                case "--jobs" -> new RecordedJobChecks(log, out.resolve("jobs")).check(RecordedJob.all(folder));
                default -> { /* a folder, or --basics */ }
            }
        }
    }

    private static long number(List<String> words, String option, long otherwise) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 >= words.size() ? otherwise : Long.parseLong(words.get(at + 1));
    }

    private Path timings() {
        return out.resolve("timing.cache");
    }

    /** @param needed whether the checks that were asked for need a GPU */
    private boolean doctor(boolean needed) {
        try {
            Reply.Machine machine = CheckBench.await(worker.ask(new Request.Doctor()));
            machine.checks().forEach(check ->
                    log.note("doctor: " + check.subject(), check.words(), Map.of("good", check.good())));
            Reply.Check torch = CheckBench.await(worker.ask(new Request.LocateTorch())).check();
            log.note("doctor: " + torch.subject(), torch.words(), Map.of("good", torch.good()));
            if (!machine.canBuildEngines() && needed) {
                log.fail("doctor", "this machine cannot build engines", List.of());
            }
            return machine.canBuildEngines() || !needed;
        } catch (CheckFailure e) {
            log.fail("doctor", String.valueOf(e.getMessage()), e.detail());
            return false;
        }
    }

    private void check(GpuCase handBuilt) {
        try {
            Reply.EngineBuilt built = bench.build(handBuilt.network(), handBuilt.settings(), handBuilt.name());
            Map<String, Values> outputs = bench.run(built.engine(), handBuilt.inputs(), handBuilt.name());
            Map<String, Values> expected = new LinkedHashMap<>();
            handBuilt.expected().forEach(one -> expected.put(one.output(), one.values()));
            log.compare(handBuilt.name(), outputs, expected,
                    new StoredCases.Tolerance(handBuilt.tolerance(), handBuilt.tolerance()));
        } catch (CheckFailure e) {
            log.fail(handBuilt.name(), String.valueOf(e.getMessage()), e.detail());
        } catch (RuntimeException e) {
            log.fail(handBuilt.name(), e.toString(), List.of());
        }
    }

    /** A build hears a cancel between two steps; the worker lives and builds the next one. */
    private void cancelDuringBuild() throws InterruptedException {
        GpuCase any = new HandBuiltCases(out.resolve("never.cache")).slowToBuild();
        CountDownLatch building = new CountDownLatch(1);
        try {
            Path job = out.resolve("jobs").resolve("cancelled");
            JobFolder.write(any.network(), any.settings(), job);
            WorkerCall<Reply.EngineBuilt> call =
                    worker.ask(new Request.BuildEngine(any.name(), job), new CallListener() {
                        @Override
                        public void phase(Phase phase) {
                            System.out.println("         phase " + phase);
                            building.countDown();
                        }
                    });
            if (!building.await(60, TimeUnit.SECONDS)) {
                log.fail("cancel", "no progress was heard of", List.of());
            }
            long start = System.nanoTime();
            call.cancel();
            Outcome<Reply.EngineBuilt> outcome = call.await();
            String words = outcome + " " + (System.nanoTime() - start) / 1_000_000 + " ms after the cancel";
            if (outcome instanceof Outcome.Cancelled) {
                log.pass("cancel", words, Map.of());
            } else {
                log.fail("cancel", words, List.of());
            }
        } catch (EngineException e) {
            log.fail("cancel", String.valueOf(e.getMessage()), List.of());
        }
    }

    private void measure() {
        GpuCase network = new HandBuiltCases(timings()).slowToBuild();
        try {
            Reply.EngineBuilt built = bench.build(network.network(), network.settings(), "measured");
            for (MeasureSettings settings : List.of(
                    MeasureSettings.trtexec10().withSpan(SHORT).withLayers(true), MeasureSettings.trtexec11().withSpan(SHORT))) {
                Reply.EngineProfiled profiled = bench.profile(built.engine(), settings, "measured");
                TrtexecPrinter.summary(profiled.profile()).forEach(line -> System.out.println("         " + line));
                TrtexecPrinter.warnings(profiled.profile().measurement()).forEach(line -> System.out.println("         " + line));
                if (settings.mode().layers()) {
                    TrtexecPrinter.layerTable(profiled.profile().layers(), profiled.profile().layerQueries())
                            .forEach(line -> System.out.println("         " + line));
                }
                log.pass("measure", "notes " + profiled.profile().notes(), Map.of("median_ms",
                        profiled.profile().measurement().series().compute().median()));
            }
        } catch (CheckFailure e) {
            log.fail("measure", String.valueOf(e.getMessage()), e.detail());
        }
    }
}
