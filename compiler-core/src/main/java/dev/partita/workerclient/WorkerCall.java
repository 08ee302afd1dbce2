package dev.partita.workerclient;

import dev.partita.protocol.Phase;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.WorkerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One request on its way. */
public final class WorkerCall<R extends Reply> {

    private final long id;
    private final Request<R> request;
    private final CallListener listener;
    private final CompletableFuture<Outcome<R>> outcome = new CompletableFuture<>();
    private volatile Optional<Phase> lastPhase = Optional.empty();
    private volatile Optional<Instant> cancelledAt = Optional.empty();
    private volatile Runnable canceller = () -> {};

    WorkerCall(long id, Request<R> request, CallListener listener) {
        this.id = id;
        this.request = request;
        this.listener = listener;
    }

    /** Never completes exceptionally: failure, cancellation and death are values. */
    public CompletableFuture<Outcome<R>> outcome() {
        return outcome;
    }

    /** Waits for the outcome; not for the window's thread. */
    public Outcome<R> await() {
        return outcome.join();
    }

    /** Asks the worker to stop; a worker that does not is ended after {@link Patience#cancel}. */
    public void cancel() {
        if (cancelledAt.isEmpty()) {
            cancelledAt = Optional.of(Instant.now());
            canceller.run();
        }
    }

    long id() {
        return id;
    }

    Request<R> request() {
        return request;
    }

    void onCancel(Runnable tellWorker) {
        canceller = tellWorker;
        if (cancelledAt.isPresent()) {
            tellWorker.run();
        }
    }

    boolean cancelOverdue(Duration patience) {
        return cancelledAt.filter(at -> at.plus(patience).isBefore(Instant.now())).isPresent();
    }

    void phase(Phase phase) {
        lastPhase = Optional.of(phase);
        listener.phase(phase);
    }

    CallListener listener() {
        return listener;
    }

    @SuppressWarnings("unchecked") // a Request<R> is answered by an R: the type parameter of Request is that promise
    void done(Reply reply) {
        outcome.complete(new Outcome.Done<>((R) reply));
    }

    void failed(Problem problem) {
        outcome.complete(new Outcome.Failed<>(problem));
    }

    void cancelled() {
        outcome.complete(new Outcome.Cancelled<>());
    }

    void died(WorkerFailure.Ending ending, List<String> lastLines) {
        if (cancelledAt.isPresent()) {
            cancelled();
        } else {
            outcome.complete(new Outcome.Died<>(new WorkerFailure(ending, request, lastPhase, lastLines)));
        }
    }
}
