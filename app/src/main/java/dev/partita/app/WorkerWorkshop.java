package dev.partita.app;

import dev.partita.app.session.AccuracyOutcome;
import dev.partita.app.session.BuildEvent;
import dev.partita.app.session.BuildOutcome;
import dev.partita.app.session.ProfileOutcome;
import dev.partita.app.session.Workshop;
import dev.partita.app.task.TaskContext;
import dev.partita.app.text.Texts;
import dev.partita.compile.CompileEvent;
import dev.partita.compile.CompileException;
import dev.partita.compile.CompileRequest;
import dev.partita.compile.CompileResult;
import dev.partita.compile.Compiler;
import dev.partita.compile.Plan;
import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Folders;
import dev.partita.compiled.Manifest;
import dev.partita.convert.ConversionException;
import dev.partita.engine.CancelToken;
import dev.partita.engine.EngineCache;
import dev.partita.gpuruntime.GpuRuntime;
import dev.partita.handback.HandBackException;
import dev.partita.handback.PythonArchive;
import dev.partita.handback.TorchTensorRtRelease;
import dev.partita.protocol.Phase;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.WorkerFailure;
import dev.partita.settings.ShapeRange;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.WorkerClient;
import dev.partita.workerclient.WorkerConstantEvaluator;
import dev.partita.workerclient.WorkerEngineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Builds and measures in the worker process, segment by segment. Its failures and its death are outcomes. */
final class WorkerWorkshop implements Workshop {

    private static final long CACHE_BYTES = 5L << 30;

    private final WorkerClient worker;

    WorkerWorkshop(WorkerClient worker) {
        this.worker = worker;
    }

    @Override
    public BuildOutcome build(Plan plan, TaskContext context, Consumer<BuildEvent> events) throws IOException {
        Path cache = GpuRuntime.ofUser().folder().resolveSibling("cache");
        Path jobs = Files.createTempDirectory("partita-build-");
        WorkerEngineBuilder builder = new WorkerEngineBuilder(worker, new EngineCache(cache.resolve("engines"), CACHE_BYTES), jobs);
        if (!plan.partitioning().engines().isEmpty()) {
            Optional<Problem> obstacle = builder.obstacle();
            if (obstacle.isPresent()) {
                return new BuildOutcome.Failed(Texts.of("build.machine"), obstacle.get().message(), Optional.empty());
            }
        }
        CancelToken token = new CancelToken();
        context.onCancel(token::cancel);
        Path output = jobs.resolve("compiled");
        long start = System.nanoTime();
        try {
            CompileResult result = new Compiler(builder, new WorkerConstantEvaluator(worker, jobs), cache).compile(
                    new CompileRequest(plan.program(), plan.settings(), output, CompileRequest.Target.ENGINES),
                    event -> report(event, context, events), token);
            return outcome(result, plan, Duration.ofNanos(System.nanoTime() - start), events);
        } catch (ConversionException | CompileException refused) {
            return new BuildOutcome.Failed(Texts.of("build.convert"), String.valueOf(refused.getMessage()), Optional.empty());
        }
    }

    private static void report(CompileEvent event, TaskContext context, Consumer<BuildEvent> events) {
        switch (event) {
            case CompileEvent.StageStarted(String stage) -> context.phase(stage);
            case CompileEvent.SegmentStarted(String segment, int number, int count) -> {
                context.phase(segment);
                events.accept(new BuildEvent.Started(segment));
            }
            case CompileEvent.SegmentFinished(String segment, Duration elapsed, String outcome) ->
                events.accept(new BuildEvent.Finished(segment, elapsed, outcome));
            case CompileEvent.Building(String segment, Phase phase) ->
                events.accept(new BuildEvent.Phase(segment, phase.name(), phase.step(), phase.steps()));
            case CompileEvent.Logged(String segment, var level, String text) ->
                events.accept(new BuildEvent.Log(segment, text));
            case CompileEvent.Noted(String text) -> events.accept(new BuildEvent.Log("", text));
            case CompileEvent.StageFinished _ -> {}
        }
    }

    private static BuildOutcome outcome(
            CompileResult result, Plan plan, Duration took, Consumer<BuildEvent> events) throws IOException {
        return switch (result) {
            case CompileResult.Compiled(CompiledModule module, Plan _) ->
                new BuildOutcome.Built(module.folder(), plan, took, engines(module));
            case CompileResult.Refused(String segment, Problem problem) -> {
                String words = Texts.of("build.refused", segment, problem.message());
                events.accept(new BuildEvent.Failed(segment, problem.message()));
                yield new BuildOutcome.Failed(words, String.join("\n", problem.detail()), Optional.of(segment));
            }
            case CompileResult.Cancelled _ -> throw new CancellationException();
            case CompileResult.Died(String segment, WorkerFailure failure) -> {
                events.accept(new BuildEvent.Failed(segment, failure.describe()));
                yield new BuildOutcome.Failed(WorkerWords.sentence(failure), WorkerWords.details(failure), Optional.of(segment));
            }
        };
    }

    private static List<BuildOutcome.Engine> engines(CompiledModule module) throws IOException {
        List<BuildOutcome.Engine> engines = new ArrayList<>();
        for (Manifest.SegmentEntry segment : module.manifest().segments()) {
            if (segment instanceof Manifest.SegmentEntry.TensorRt tensorRt
                    && tensorRt.artifact() instanceof Manifest.Artifact.Engine engine) {
                Path file = module.resolve(engine.file());
                engines.add(new BuildOutcome.Engine(tensorRt.name(), file, Files.size(file)));
            }
        }
        return engines;
    }

    @Override
    public ProfileOutcome profile(
            BuildOutcome.Built built, ShapeRange.Corner corner, TaskContext context, Consumer<BuildEvent> events)
            throws IOException {
        return new WorkerProfiling(worker, built, corner, context).measure();
    }

    @Override
    public AccuracyOutcome compare(BuildOutcome.Built built, TaskContext context) {
        return WorkerComparison.compare(worker, built, context);
    }

    @Override
    public void saveForPython(BuildOutcome.Built built, TorchTensorRtRelease release, Path file) throws IOException {
        Reply.Gpu gpu = machine().engineGpu().orElseThrow(() -> new IOException(Texts.of("save.python.gpu")));
        Path scratch = Files.createTempDirectory("partita-python-");
        try {
            PythonArchive.write(
                    built.plan(), CompiledModule.open(built.folder()),
                    PythonArchive.Target.onGpu(release, gpu.index(), gpu.computeCapability(), gpu.name()), scratch, file);
        } catch (HandBackException refused) {
            throw new IOException(refused.getMessage(), refused);
        } finally {
            Folders.delete(scratch);
        }
    }

    private Reply.Machine machine() throws IOException {
        return switch (worker.ask(new Request.Doctor()).await()) {
            case Outcome.Done<Reply.Machine>(Reply.Machine machine) -> machine;
            case Outcome.Failed<Reply.Machine>(Problem problem) -> throw new IOException(problem.message());
            case Outcome.Died<Reply.Machine>(WorkerFailure failure) -> throw new IOException(failure.describe());
            case Outcome.Cancelled<Reply.Machine> _ -> throw new CancellationException();
        };
    }
}
