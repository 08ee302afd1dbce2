package dev.partita.app;

import dev.partita.app.session.BuildEvent;
import dev.partita.app.session.BuildOutcome;
import dev.partita.app.session.Program;
import dev.partita.app.session.ProfileOutcome;
import dev.partita.app.session.SymbolBounds;
import dev.partita.app.session.Workshop;
import dev.partita.app.task.TaskContext;
import dev.partita.app.text.Texts;
import dev.partita.compile.Plan;
import dev.partita.convert.ConversionException;
import dev.partita.engine.BuildListener;
import dev.partita.engine.BuildResult;
import dev.partita.engine.BuildSettings;
import dev.partita.engine.CancelToken;
import dev.partita.engine.EngineBuilder;
import dev.partita.engine.EngineCache;
import dev.partita.engine.EngineFile;
import dev.partita.gpuruntime.GpuRuntime;
import dev.partita.network.NetworkDescription;
import dev.partita.partition.Segment;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.Profile;
import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.WorkerFailure;
import dev.partita.settings.CachingSettings;
import dev.partita.workerclient.CallListener;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.WorkerCall;
import dev.partita.workerclient.WorkerClient;
import dev.partita.workerclient.WorkerEngineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Path home = GpuRuntime.ofUser().folder().resolveSibling("engines");
        Path jobs = Files.createTempDirectory("partita-build-");
        EngineBuilder builder = new WorkerEngineBuilder(worker, new EngineCache(home, CACHE_BYTES), jobs);
        CancelToken token = new CancelToken();
        context.onCancel(token::cancel);
        long start = System.nanoTime();
        List<BuildOutcome.Engine> engines = new ArrayList<>();
        for (Segment segment : plan.partitioning().engines()) {
            context.throwIfCancelled();
            String name = segment.name();
            context.phase(name);
            events.accept(new BuildEvent.Started(name));
            Optional<BuildOutcome.Failed> failed = build(plan, segment, new Site(builder, token, home), events, engines);
            if (failed.isPresent()) {
                events.accept(new BuildEvent.Failed(name, failed.get().title()));
                return failed.get();
            }
        }
        return new BuildOutcome.Built(jobs, plan, Duration.ofNanos(System.nanoTime() - start), engines);
    }

    /** Where a build happens. */
    private record Site(EngineBuilder builder, CancelToken token, Path home) {}

    private static Optional<BuildOutcome.Failed> build(
            Plan plan, Segment segment, Site site, Consumer<BuildEvent> events, List<BuildOutcome.Engine> engines) {
        String name = segment.name();
        NetworkDescription network;
        BuildSettings settings;
        try {
            network = CompilerPlanning.convert(plan, segment);
            settings = settings(plan, segment, site.home());
        } catch (ConversionException | IllegalArgumentException refused) {
            return Optional.of(failed(segment, Texts.of("build.convert", name), String.valueOf(refused.getMessage())));
        }
        return switch (site.builder().build(network, settings, listener(name, events), site.token())) {
            case BuildResult.Built(EngineFile engine) -> {
                engines.add(new BuildOutcome.Engine(name, engine.engine(), engine.bytes()));
                events.accept(new BuildEvent.Finished(
                        name, engine.buildTime(), engine.bytes(), engine.buildTime().isZero()));
                yield Optional.empty();
            }
            case BuildResult.Refused(Problem problem) -> Optional.of(
                    failed(segment, Texts.of("build.refused", name, problem.message()), String.join("\n", problem.detail())));
            case BuildResult.Cancelled _ -> throw new CancellationException();
            case BuildResult.Died(WorkerFailure failure) ->
                Optional.of(failed(segment, sentence(failure.describe()), details(failure)));
        };
    }

    private static BuildOutcome.Failed failed(Segment segment, String title, String details) {
        return new BuildOutcome.Failed(title, details, Optional.of(segment.name()));
    }

    private static BuildSettings settings(Plan plan, Segment segment, Path home) {
        Path timings = plan.settings().get(CachingSettings.TIMING_CACHE_PATH).map(Path::of)
                .orElseGet(() -> home.resolveSibling("timing.cache"));
        return new BuildSettings(
                plan.settings(),
                SegmentRanges.of(segment, SymbolBounds.of(Program.of(plan), plan.settings())), timings, true);
    }

    private static BuildListener listener(String segment, Consumer<BuildEvent> events) {
        return new BuildListener() {
            @Override
            public void phase(Phase phase) {
                events.accept(new BuildEvent.Phase(segment, phase.name(), phase.step(), phase.steps()));
            }

            @Override
            public void log(LogLevel level, String text) {
                events.accept(new BuildEvent.Log(segment, text));
            }
        };
    }

    @Override
    public ProfileOutcome profile(
            BuildOutcome.Built built, TaskContext context, Consumer<BuildEvent> events) throws IOException {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        MeasureSettings settings = MeasureSettings.trtexec11().withLayers(true);
        for (BuildOutcome.Engine engine : built.engines()) {
            context.throwIfCancelled();
            context.phase(engine.segment());
            Path folder = Files.createDirectories(built.folder().resolve(engine.segment() + ".profile"));
            WorkerCall<Reply.EngineProfiled> call = worker.ask(
                    new Request.ProfileEngine(engine.file(), List.of(), settings, folder), CallListener.NONE);
            context.onCancel(call::cancel);
            switch (call.await()) {
                case Outcome.Done<Reply.EngineProfiled>(Reply.EngineProfiled reply) ->
                    profiles.put(engine.segment(), reply.profile());
                case Outcome.Failed<Reply.EngineProfiled>(Problem problem) -> {
                    return new ProfileOutcome.Failed(
                            Texts.of("profile.refused", engine.segment(), problem.message()),
                            String.join("\n", problem.detail()));
                }
                case Outcome.Cancelled<Reply.EngineProfiled> _ -> throw new CancellationException();
                case Outcome.Died<Reply.EngineProfiled>(WorkerFailure failure) -> {
                    return new ProfileOutcome.Failed(sentence(failure.describe()), details(failure));
                }
            }
        }
        return new ProfileOutcome.Measured(profiles);
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }

    private static String details(WorkerFailure failure) {
        List<String> lines = new ArrayList<>(failure.lastLines());
        failure.job().ifPresent(job -> lines.add(Texts.of("build.job", job)));
        return String.join("\n", lines);
    }
}
