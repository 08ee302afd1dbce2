package dev.partita.gpu;

import dev.partita.accuracy.CaseComparison;
import dev.partita.accuracy.Comparison;
import dev.partita.compile.CompileRequest;
import dev.partita.compile.CompileResult;
import dev.partita.compile.Compiler;
import dev.partita.compile.OpenedProgram;
import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.engine.CancelToken;
import dev.partita.engine.EngineCache;
import dev.partita.profile.LayerTiming;
import dev.partita.profile.MeasureSettings;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.ShapeRange;
import dev.partita.settings.TuningSettings;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.workerclient.WorkerClient;
import dev.partita.workerclient.WorkerConstantEvaluator;
import dev.partita.workerclient.WorkerEngineBuilder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Exported programs as wholes: each is compiled, run on its stored inputs and compared with its stored outputs, once as it
 * is cut by itself and once cut into at least three segments by leaving a kind of op to Torch ({@link Split}). In float32,
 * without TF32. Small files first, several at a time, until the time is up; what was not reached is said.
 */
final class MixedChecks {

    private static final CompilationSettings WHOLE = CompilationSettings.defaults()
            .with(CoreSettings.MIN_BLOCK_SIZE, 1L)
            .with(TuningSettings.DISABLE_TF32, true)
            .with(TuningSettings.OPTIMIZATION_LEVEL, Optional.of(1L));

    private static final MeasureSettings QUICK =
            MeasureSettings.trtexec11().withSpan(new MeasureSettings.Span(50, 200, 10, 0, 0));

    private static final Request.RunOptions PLAIN = new Request.RunOptions(1, Optional.of(false));
    private static final Request.RunOptions AHEAD = new Request.RunOptions(1, Optional.of(true));

    private static final long CACHE_BYTES = 1L << 32;

    private final CheckLog log;
    private final Path folder;
    private final Limits limits;

    /**
     * @param workers at a time; each holds a CUDA context and what its programs need
     * @param target engines, or networks for the evaluator where there is no GPU
     */
    record Limits(Duration time, int workers, CompileRequest.Target target) {}

    MixedChecks(CheckLog log, Path folder, Limits limits) {
        this.log = log;
        this.folder = folder;
        this.limits = limits;
    }

    /** Every {@code .pt2} file with stored calls beside it. */
    void check(Path models) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(limits.time());
        Queue<Path> waiting = new ConcurrentLinkedQueue<>();
        try (Stream<Path> files = Files.list(models)) {
            files.filter(file -> file.toString().endsWith(".pt2") && Files.exists(calls(file)))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().length()).thenComparing(Path::toString))
                    .forEach(waiting::add);
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < limits.workers(); i++) {
            Path place = folder.resolve("worker" + i);
            threads.add(Thread.ofPlatform().start(() -> work(waiting, place, end)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        waiting.forEach(file -> log.note(name(file), "not reached within " + limits.time().toSeconds() + " s", Map.of()));
    }

    private void work(Queue<Path> waiting, Path place, Instant end) {
        try (WorkerClient worker = CheckBench.newWorker()) {
            while (Instant.now().isBefore(end)) {
                Path model = waiting.poll();
                if (model == null) {
                    return;
                }
                check(model, worker, place);
            }
        }
    }

    private void check(Path model, WorkerClient worker, Path place) {
        check(name(model) + " whole", model, WHOLE, worker, place);
        try (OpenedProgram program = OpenedProgram.open(model, Optional.empty())) {
            Split.of(program, WHOLE).ifPresentOrElse(
                    split -> check(name(model) + " split", model, split.apply(WHOLE), worker, place),
                    () -> log.note(name(model) + " split", "no kind of op cuts it into a few segments", Map.of()));
        } catch (RuntimeException e) {
            log.fail(name(model) + " split", e.toString(), trace(e));
        }
    }

    private void check(String check, Path model, CompilationSettings settings, WorkerClient worker, Path place) {
        long start = System.nanoTime();
        Path output = place.resolve(check.replace(' ', '-'));
        try (OpenedProgram program = OpenedProgram.open(model, Optional.empty())) {
            Compiler compiler = new Compiler(
                    new WorkerEngineBuilder(worker, new EngineCache(place.resolve("cache"), CACHE_BYTES), place.resolve("jobs")),
                    new WorkerConstantEvaluator(worker, place.resolve("constants")), place);
            CompileResult result = compiler.compile(
                    new CompileRequest(program, settings, output, limits.target()), event -> {}, new CancelToken());
            long compiledMillis = (System.nanoTime() - start) / 1_000_000;
            switch (result) {
                case CompileResult.Compiled(CompiledModule module, var _) -> run(check, model, module, worker, compiledMillis);
                case CompileResult.Refused(String segment, var problem) ->
                    log.fail(check, "segment " + segment + ": " + problem.message(), problem.detail());
                case CompileResult.Died(String segment, var failure) ->
                    log.fail(check, "segment " + segment + ": " + failure.describe(), failure.lastLines());
                case CompileResult.Cancelled _ -> log.fail(check, "cancelled", List.of());
            }
        } catch (CheckFailure e) {
            log.fail(check, String.valueOf(e.getMessage()), e.detail());
        } catch (IOException | RuntimeException e) {
            log.fail(check, e.toString(), trace(e));
        }
    }

    private void run(String check, Path model, CompiledModule module, WorkerClient worker, long compiledMillis)
            throws CheckFailure, IOException {
        run(check, model, module, PLAIN, worker, compiledMillis);
        // Cases of one shape take what was allocated while the one before them ran.
        run(check + " outputs ahead", model, module, AHEAD, worker, compiledMillis);
        if (limits.target() == CompileRequest.Target.ENGINES) {
            profile(check, model, module, worker);
        }
    }

    private void run(String check, Path model, CompiledModule module, Request.RunOptions options, WorkerClient worker,
            long compiledMillis) throws CheckFailure, IOException {
        Path returned = module.folder().resolve("returned.io.json");
        Reply.ProgramRan ran = CheckBench.await(worker.ask(new Request.RunProgram(module.folder(), "",
                Request.ProgramForm.COMPILED, new Request.StoredCalls(calls(model), returned), options)));
        try (Arena arena = Arena.ofConfined()) {
            StoredCases expected = StoredCasesReader.read(calls(model), arena);
            StoredCases actual = StoredCasesReader.read(ran.outputs(), arena);
            double error = 0;
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < expected.cases().size(); i++) {
                for (CaseComparison.Item item : CaseComparison.of(
                        actual.cases().get(i), expected.cases().get(i), expected.tolerance()).items()) {
                    if (item.comparison() instanceof Comparison.Compared(var difference)) {
                        error = Math.max(error, difference.lInf());
                    }
                    if (!item.comparison().agrees()) {
                        wrong.add(expected.cases().get(i).name() + ", " + item.what() + ": " + item.comparison());
                    }
                }
            }
            report(check, new Outcome(module, ran, compiledMillis, error), expected, wrong);
        }
    }

    /** The whole program in a steady loop: as CUDA graphs as far as it can be recorded, without, and with outputs ahead. */
    private void profile(String check, Path model, CompiledModule module, WorkerClient worker) throws CheckFailure {
        Reply.ProgramProfiled graphs = measure(model, module, QUICK, PLAIN, worker);
        Reply.ProgramProfiled plain = measure(model, module, QUICK.withCudaGraph(false).withLayers(true), PLAIN, worker);
        Reply.ProgramProfiled ahead = measure(model, module, QUICK.withCudaGraph(false), AHEAD, worker);
        double segments = plain.profile().layers().stream().mapToDouble(LayerTiming::medianMillis).sum() * 1000;
        float enqueue = plain.profile().measurement().series().enqueue().median() * 1000;
        List<String> notes = graphs.profile().notes();
        String words = String.format("whole median %.1f us with CUDA graphs, %.1f us without (enqueue %.1f us),"
                + " %.1f us with outputs ahead; %.1f us in %d segments. %s", compute(graphs), compute(plain), enqueue,
                compute(ahead), segments,
                plain.profile().layers().size(), String.join(" ", notes));
        if (notes.stream().anyMatch(note -> note.contains("do not trust"))) {
            log.fail(check + " profile", words, notes);
        } else {
            log.pass(check + " profile", words, Map.of("graph_us", compute(graphs), "plain_us", compute(plain),
                    "ahead_us", compute(ahead), "enqueue_us", enqueue, "segments_us", segments, "notes", notes));
        }
    }

    private static float compute(Reply.ProgramProfiled profiled) {
        return profiled.profile().measurement().series().compute().median() * 1000;
    }

    private static Reply.ProgramProfiled measure(
            Path model, CompiledModule module, MeasureSettings settings, Request.RunOptions options, WorkerClient worker)
            throws CheckFailure {
        return CheckBench.await(worker.ask(new Request.ProfileProgram(
                module.folder(), Optional.of(calls(model)), ShapeRange.Corner.OPT, settings, options,
                module.folder().resolve("profile"))));
    }

    private record Outcome(CompiledModule module, Reply.ProgramRan ran, long compiledMillis, double error) {}

    private void report(String check, Outcome outcome, StoredCases expected, List<String> wrong) {
        long torch = outcome.module().manifest().segments().stream().filter(SegmentEntry.Torch.class::isInstance).count();
        long engines = outcome.module().manifest().segments().size() - torch;
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("engines", engines);
        numbers.put("torch", torch);
        numbers.put("torch_place", outcome.ran().torchPlace());
        numbers.put("compiled_ms", outcome.compiledMillis());
        numbers.put("case_us", outcome.ran().caseMicros());
        numbers.put("max_error", outcome.error());
        String words = String.format("max error %.3g (atol %.3g, rtol %.3g), %d cases, %d engines, %d Torch on %s, compiled in %d ms",
                outcome.error(), expected.tolerance().absolute(), expected.tolerance().relative(), expected.cases().size(),
                engines, torch, outcome.ran().torchPlace(), outcome.compiledMillis());
        if (wrong.isEmpty()) {
            log.pass(check, words, numbers);
        } else {
            log.fail(check, words, wrong);
        }
    }

    private static List<String> trace(Exception failure) {
        return Stream.of(failure.getStackTrace()).limit(12).map(StackTraceElement::toString).toList();
    }

    private static Path calls(Path model) {
        return StoredCases.beside(model);
    }

    private static String name(Path model) {
        return model.getFileName().toString().replaceFirst("\\.pt2$", "");
    }
}
