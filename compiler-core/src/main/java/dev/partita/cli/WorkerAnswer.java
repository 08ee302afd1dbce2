package dev.partita.cli;

import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.WorkerCall;

/** Waits for the worker; everything but an answer ends the command. */
final class WorkerAnswer {

    private WorkerAnswer() {}

    static <R extends Reply> R of(WorkerCall<R> call) {
        return switch (call.await()) {
            case Outcome.Done<R>(R reply) -> reply;
            case Outcome.Failed<R>(Problem problem) -> throw new CommandException(exitCode(problem.kind()), problem.message());
            case Outcome.Died<R>(var failure) -> throw new CommandException(ExitCode.WORKER, failure.describe());
            case Outcome.Cancelled<R> _ -> throw new CommandException(ExitCode.INTERRUPTED, "interrupted");
        };
    }

    private static ExitCode exitCode(Problem.Kind kind) {
        return switch (kind) {
            case MACHINE -> ExitCode.UNSUPPORTED;
            case INPUT -> ExitCode.BAD_FILE;
            case NATIVE -> ExitCode.WORKER;
            case BUG -> ExitCode.BUG;
        };
    }
}
