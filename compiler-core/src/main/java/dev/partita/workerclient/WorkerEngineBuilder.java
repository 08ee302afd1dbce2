package dev.partita.workerclient;

import dev.partita.engine.BuildListener;
import dev.partita.engine.BuildResult;
import dev.partita.engine.BuildSettings;
import dev.partita.engine.CancelToken;
import dev.partita.engine.EngineBuilder;
import dev.partita.engine.EngineCache;
import dev.partita.engine.EngineException;
import dev.partita.engine.EngineFile;
import dev.partita.engine.EngineKey;
import dev.partita.engine.JobFolder;
import dev.partita.network.NetworkDescription;
import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.settings.CachingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds engines in the worker, and asks the cache first. One folder per segment under {@code jobs}. */
public final class WorkerEngineBuilder implements EngineBuilder {

    private final WorkerClient worker;
    private final EngineCache cache;
    private final Path jobs;

    public WorkerEngineBuilder(WorkerClient worker, EngineCache cache, Path jobs) {
        this.worker = worker;
        this.cache = cache;
        this.jobs = jobs;
    }

    /** Why no engine can be built here, known without a network; empty when nothing speaks against it. */
    public Optional<Problem> obstacle() {
        return worker.ask(new Request.Doctor()).await() instanceof Outcome.Done<Reply.Machine>(Reply.Machine machine)
                        && !machine.canBuildEngines()
                ? Optional.of(lack(machine))
                : Optional.empty();
    }

    @Override
    public BuildResult build(
            NetworkDescription network, BuildSettings settings, BuildListener listener, CancelToken token) {
        return switch (worker.ask(new Request.Doctor()).await()) {
            case Outcome.Done<Reply.Machine>(Reply.Machine machine) -> machine.canBuildEngines()
                    ? build(network, settings, new Run(target(machine), listener, token))
                    : new BuildResult.Refused(lack(machine));
            case Outcome.Failed<Reply.Machine>(Problem problem) -> new BuildResult.Refused(problem);
            case Outcome.Cancelled<Reply.Machine> _ -> new BuildResult.Cancelled();
            case Outcome.Died<Reply.Machine>(var failure) -> new BuildResult.Died(failure);
        };
    }

    private record Run(String target, BuildListener listener, CancelToken token) implements CallListener {
        @Override
        public void phase(Phase phase) {
            listener.phase(phase);
        }

        @Override
        public void log(LogLevel level, String text) {
            listener.log(level, text);
        }
    }

    private BuildResult build(NetworkDescription network, BuildSettings settings, Run run) {
        try {
            JobFolder.Written job = JobFolder.write(network, settings, jobs.resolve(network.name()));
            EngineKey key = EngineKey.of(job, settings, run.target);
            String why = "built: reuse_cached_engines is off";
            if (settings.options().get(CachingSettings.REUSE_CACHED_ENGINES)) {
                switch (cache.find(key)) {
                    case EngineCache.Lookup.Hit(EngineFile engine) -> {
                        return new BuildResult.Built(engine);
                    }
                    case EngineCache.Lookup.Miss(String reason) -> why = "built: " + reason;
                }
            }
            return build(network.name(), job.folder(), new Keeping(key, settings, why), run);
        } catch (EngineException e) {
            return new BuildResult.Refused(
                    new Problem(Problem.Kind.INPUT, String.valueOf(e.getMessage()), List.of()));
        }
    }

    /** What to do with the engine once it is there. */
    private record Keeping(EngineKey key, BuildSettings settings, String why) {}

    private BuildResult build(String segment, Path job, Keeping keeping, Run run) throws EngineException {
        WorkerCall<Reply.EngineBuilt> call = worker.ask(new Request.BuildEngine(segment, job), run);
        run.token.onCancel(call::cancel);
        return switch (call.await()) {
            case Outcome.Done<Reply.EngineBuilt>(Reply.EngineBuilt built) -> {
                EngineFile engine = new EngineFile(built.engine(), built.layers(), built.engineBytes(),
                        Duration.ofMillis(built.buildMillis()), keeping.why);
                yield new BuildResult.Built(keeping.settings.options().get(CachingSettings.CACHE_BUILT_ENGINES)
                        ? cache.store(keeping.key, engine)
                        : engine);
            }
            case Outcome.Failed<Reply.EngineBuilt>(Problem problem) -> new BuildResult.Refused(problem);
            case Outcome.Cancelled<Reply.EngineBuilt> _ -> new BuildResult.Cancelled();
            case Outcome.Died<Reply.EngineBuilt>(var failure) -> new BuildResult.Died(failure);
        };
    }

    /** TensorRT's version and the first GPU: an engine runs on nothing else. */
    private static String target(Reply.Machine machine) {
        String version = machine.checks().stream()
                .filter(check -> check.subject().equals("TensorRT"))
                .map(Reply.Check::words)
                .collect(Collectors.joining());
        String gpu = machine.gpus().stream()
                .findFirst()
                .map(first -> first.name() + " (" + first.computeCapability() + ")")
                .orElse("no GPU");
        return "TensorRT " + version + " on " + gpu;
    }

    private static Problem lack(Reply.Machine machine) {
        String words = machine.checks().stream()
                .filter(check -> !check.good())
                .map(check -> check.subject() + ": " + check.words())
                .collect(Collectors.joining("; ", "this machine cannot build engines: ", ""));
        return new Problem(Problem.Kind.MACHINE, words, List.of());
    }
}
