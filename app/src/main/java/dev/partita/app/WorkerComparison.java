package dev.partita.app;

import dev.partita.app.session.AccuracyOutcome;
import dev.partita.app.session.BuildOutcome;
import dev.partita.app.task.TaskContext;
import dev.partita.app.text.Texts;
import dev.partita.compile.Planner;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.WorkerFailure;
import dev.partita.tensorfile.StoredCases;
import dev.partita.workerclient.CallListener;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.WorkerCall;
import dev.partita.workerclient.WorkerClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One comparison of a build with Torch in the worker, with the stored call beside the model where there is one. */
final class WorkerComparison {

    private WorkerComparison() {}

    static AccuracyOutcome compare(WorkerClient worker, BuildOutcome.Built built, TaskContext context) {
        Path model = built.plan().program().file().toAbsolutePath();
        Optional<Path> calls = Optional.of(StoredCases.beside(model)).filter(Files::exists);
        context.throwIfCancelled();
        WorkerCall<Reply.SegmentsCompared> call = worker.ask(new Request.CompareSegments(built.folder(), model,
                built.plan().program().exported().name(), Planner.options(built.plan().settings()), calls), CallListener.NONE);
        context.onCancel(call::cancel);
        return switch (call.await()) {
            case Outcome.Done<Reply.SegmentsCompared>(Reply.SegmentsCompared compared) ->
                new AccuracyOutcome.Compared(compared.accuracy());
            case Outcome.Failed<Reply.SegmentsCompared>(Problem problem) ->
                new AccuracyOutcome.Failed(Texts.of("accuracy.refused", problem.message()), String.join("\n", problem.detail()));
            case Outcome.Died<Reply.SegmentsCompared>(WorkerFailure failure) ->
                new AccuracyOutcome.Failed(WorkerWords.sentence(failure), WorkerWords.details(failure));
            case Outcome.Cancelled<Reply.SegmentsCompared> _ -> throw new CancellationException();
        };
    }
}
