package dev.partita.worker.loop;

import dev.partita.file.FileProblem;
import dev.partita.protocol.Problem;
import java.io.IOException;
import java.util.List;

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

    /** In the failure's own words. */
    public static RequestException of(Problem.Kind kind, Exception failure) {
        String words = failure instanceof IOException file ? FileProblem.withFile(file) : String.valueOf(failure.getMessage());
        return new RequestException(new Problem(kind, words, List.of()), failure);
    }

    public Problem problem() {
        return problem;
    }
}
