package dev.partita.app;

import dev.partita.app.session.BuildOutcome;
import dev.partita.app.session.ProfileOutcome;
import dev.partita.app.session.Program;
import dev.partita.app.task.TaskContext;
import dev.partita.app.text.Texts;
import dev.partita.profile.MeasureSettings;
import dev.partita.profile.Profile;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.WorkerFailure;
import dev.partita.settings.ShapeRange;
import dev.partita.tensorfile.StoredCases;
import dev.partita.workerclient.CallListener;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.WorkerCall;
import dev.partita.workerclient.WorkerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One profile run in the worker: each engine with its layers, then the whole program with its segments. */
final class WorkerProfiling {

    private static final MeasureSettings SETTINGS = MeasureSettings.trtexec11().withLayers(true);

    private final WorkerClient worker;
    private final BuildOutcome.Built built;
    private final ShapeRange.Corner corner;
    private final TaskContext context;

    WorkerProfiling(WorkerClient worker, BuildOutcome.Built built, ShapeRange.Corner corner, TaskContext context) {
        this.worker = worker;
        this.built = built;
        this.corner = corner;
        this.context = context;
    }

    ProfileOutcome measure() throws IOException {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        for (BuildOutcome.Engine engine : built.engines()) {
            switch (engine(engine)) {
                case Outcome.Done<Reply.EngineProfiled>(Reply.EngineProfiled reply) ->
                    profiles.put(engine.segment(), reply.profile());
                case Outcome.Failed<Reply.EngineProfiled>(Problem problem) -> {
                    return refused(engine.segment(), problem);
                }
                case Outcome.Died<Reply.EngineProfiled>(WorkerFailure failure) -> {
                    return died(failure);
                }
                case Outcome.Cancelled<Reply.EngineProfiled> _ -> throw new CancellationException();
            }
        }
        if (built.plan().partitioning().segments().size() == 1) {
            return new ProfileOutcome.Measured(profiles, Optional.empty(), List.of());
        }
        return switch (whole()) {
            case Outcome.Done<Reply.ProgramProfiled>(Reply.ProgramProfiled reply) ->
                new ProfileOutcome.Measured(profiles, Optional.of(reply.profile()), List.of());
            // Without bounds of all its inputs a program cannot be run; its engines can.
            case Outcome.Failed<Reply.ProgramProfiled>(Problem problem) -> new ProfileOutcome.Measured(
                    profiles, Optional.empty(), List.of(Texts.of("profile.whole.refused", problem.message())));
            case Outcome.Died<Reply.ProgramProfiled>(WorkerFailure failure) -> died(failure);
            case Outcome.Cancelled<Reply.ProgramProfiled> _ -> throw new CancellationException();
        };
    }

    private Outcome<Reply.EngineProfiled> engine(BuildOutcome.Engine engine) throws IOException {
        Path folder = Files.createDirectories(built.folder().resolve(engine.segment() + ".profile"));
        return ask(engine.segment(), new Request.ProfileEngine(engine.file(), List.of(), corner, SETTINGS, folder));
    }

    private Outcome<Reply.ProgramProfiled> whole() throws IOException {
        Path folder = Files.createDirectories(built.folder().resolve("whole.profile"));
        return ask(Texts.of("profile.whole"), new Request.ProfileProgram(
                built.folder(), storedCalls(), corner, SETTINGS, Request.RunOptions.threads(1), folder));
    }

    /** Stored inputs beside the model, where they have the shapes; without them the worker makes random ones. */
    private Optional<Path> storedCalls() {
        return Optional.of(StoredCases.beside(built.plan().program().file()))
                .filter(file -> !Program.of(built.plan()).isDynamic() && Files.exists(file));
    }

    private <R extends Reply> Outcome<R> ask(String phase, Request<R> request) {
        context.throwIfCancelled();
        context.phase(phase);
        WorkerCall<R> call = worker.ask(request, CallListener.NONE);
        context.onCancel(call::cancel);
        return call.await();
    }

    private static ProfileOutcome refused(String segment, Problem problem) {
        return new ProfileOutcome.Failed(
                Texts.of("profile.refused", segment, problem.message()), String.join("\n", problem.detail()));
    }

    private static ProfileOutcome died(WorkerFailure failure) {
        return new ProfileOutcome.Failed(WorkerWords.sentence(failure), WorkerWords.details(failure));
    }
}
