package dev.partita.worker.loop;

import dev.partita.protocol.Problem;

/** A request that cannot be done, with the words for the person who asked. The worker goes on. */
public final class RequestException extends Exception {

    private final Problem problem;

    public RequestException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public RequestException(Problem problem, Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
