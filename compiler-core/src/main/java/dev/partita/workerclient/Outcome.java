package dev.partita.workerclient;

import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.WorkerFailure;

/** How a request ended. */
public sealed interface Outcome<R extends Reply> {

    record Done<R extends Reply>(R reply) implements Outcome<R> {}

    /** The worker said why it cannot be done, and lives. */
    record Failed<R extends Reply>(Problem problem) implements Outcome<R> {}

    /** By the asker's own wish, even when the worker had to be ended for it. */
    record Cancelled<R extends Reply>() implements Outcome<R> {}

    /** The worker is gone; the next request gets a new one. */
    record Died<R extends Reply>(WorkerFailure failure) implements Outcome<R> {}
}
