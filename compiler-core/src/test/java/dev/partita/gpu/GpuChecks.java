package dev.partita.gpu;

import dev.partita.engine.BuildSettings;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.TrtexecPrinter;
import dev.partita.protocol.Phase;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.TuningSettings;
import dev.partita.workerclient.CallListener;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.Patience;
import dev.partita.workerclient.WorkerCall;
import dev.partita.workerclient.WorkerClient;
import dev.partita.workerclient.WorkerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Everything that needs an NVIDIA GPU, in one command with nothing but Java and the libraries:
 *
 * <pre>java -cp 'lib/*' dev.partita.gpu.GpuChecks OUT_FOLDER [MODEL_FOLDER] [ONNX_FOLDER]</pre>
 *
 * <p>All work is done in worker processes: one that crashes fails its check and no other. Results are printed and
 * written to {@code checks.jsonl} as they come. Ends with 1 when a check failed.
 */
public final class GpuChecks {

    private static final MeasureSettings.Span SHORT = new MeasureSettings.Span(100, 500, 10, 0, 0);

    private final Path out;
    private final CheckLog log;
    private final WorkerClient worker;
    private final CheckBench bench;

    private GpuChecks(Path out) throws IOException {
        this.out = out;
        this.log = new CheckLog(out);
        this.worker = new WorkerClient(WorkerCommand.current(),
                new Patience(Duration.ofSeconds(60), Duration.ofMinutes(4), Duration.ofSeconds(20)));
        this.bench = new CheckBench(worker, out.resolve("jobs"));
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            System.err.println("usage: GpuChecks OUT_FOLDER [MODEL_FOLDER] [ONNX_FOLDER]");
            System.exit(2);
        }
        GpuChecks checks = new GpuChecks(Path.of(args[0]).toAbsolutePath());
        try {
            checks.run(folder(args, 1), folder(args, 2));
        } finally {
            checks.worker.close();
        }
        System.out.println(checks.log.passed() + " checks passed, " + checks.log.failed().size() + " failed: "
                + checks.log.failed());
        System.exit(checks.log.failed().isEmpty() ? 0 : 1);
    }

    private static Optional<Path> folder(String[] args, int index) {
        return args.length > index ? Optional.of(Path.of(args[index])) : Optional.empty();
    }

    private void run(Optional<Path> models, Optional<Path> onnx) throws IOException, InterruptedException {
        if (!doctor()) {
            return;
        }
        for (GpuCase handBuilt : new HandBuiltCases(timings()).all()) {
            check(handBuilt);
        }
        cancelDuringBuild();
        measure();
        if (models.isPresent()) {
            for (Path model : files(models.get(), ".pt2")) {
                new ModelChecks(bench, log, timings()).check(model);
            }
        }
        if (onnx.isPresent()) {
            for (Path file : files(onnx.get(), ".onnx")) {
                yardstick(file);
            }
        }
    }

    private Path timings() {
        return out.resolve("timing.cache");
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private boolean doctor() {
        try {
            Reply.Machine machine = CheckBench.await(worker.ask(new Request.Doctor()));
            machine.checks().forEach(check ->
                    log.note("doctor: " + check.subject(), check.words(), Map.of("good", check.good())));
            if (!machine.canBuildEngines()) {
                log.fail("doctor", "this machine cannot build engines", List.of());
            }
            return machine.canBuildEngines();
        } catch (CheckFailure e) {
            log.fail("doctor", String.valueOf(e.getMessage()), e.detail());
            return false;
        }
    }

    private void check(GpuCase handBuilt) {
        try {
            Reply.EngineBuilt built = bench.build(handBuilt.network(), handBuilt.settings(), handBuilt.name());
            Map<String, Values> outputs = bench.run(built.engine(), handBuilt.inputs(), handBuilt.name());
            double worst = 0;
            for (GpuCase.Expected expected : handBuilt.expected()) {
                Values output = outputs.get(expected.output());
                if (output == null || !output.shape().equals(expected.values().shape())) {
                    throw new CheckFailure(expected.output() + " should have shape " + expected.values().shape()
                            + ", outputs are " + outputs, List.of());
                }
                worst = Math.max(worst, output.maxError(expected.values()));
                if (!(output.disagreement(expected.values(), Math.max(handBuilt.tolerance(), 1e-30)) <= 1)) {
                    throw new CheckFailure("max error " + worst + " in " + expected.output(), List.of());
                }
            }
            log.pass(handBuilt.name(), String.format("max error %.3g, build %d ms", worst, built.buildMillis()),
                    Map.of("max_error", worst, "build_ms", built.buildMillis()));
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
            dev.partita.engine.JobFolder.write(any.network(), any.settings(), job);
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
        } catch (dev.partita.engine.EngineException e) {
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
                TrtexecPrinter.layerTable(profiled.profile().layers(), profiled.profile().layerQueries())
                        .forEach(line -> System.out.println("         " + line));
                log.pass("measure", "notes " + profiled.profile().notes(), Map.of("median_ms",
                        profiled.profile().measurement().series().compute().median()));
            }
        } catch (CheckFailure e) {
            log.fail("measure", String.valueOf(e.getMessage()), e.detail());
        }
    }

    private void yardstick(Path onnx) {
        CompilationSettings settings = CompilationSettings.defaults().with(TuningSettings.DISABLE_TF32, true);
        String name = "onnx:" + onnx.getFileName();
        try {
            Reply.EngineBuilt built =
                    bench.buildOnnx(onnx, new BuildSettings(settings, List.of(), timings(), true), name.replace(':', '.'));
            Reply.EngineProfiled profiled =
                    bench.profile(built.engine(), MeasureSettings.trtexec11(), name.replace(':', '.'));
            float micros = profiled.profile().measurement().series().compute().median() * 1000;
            log.pass(name, String.format("build %d ms, GPU compute median %.1f us", built.buildMillis(), micros),
                    Map.of("build_ms", built.buildMillis(), "graph_us", micros));
        } catch (CheckFailure e) {
            log.fail(name, String.valueOf(e.getMessage()), e.detail());
        }
    }
}
