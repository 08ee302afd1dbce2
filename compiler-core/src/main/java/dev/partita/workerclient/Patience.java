package dev.partita.workerclient;

import java.time.Duration;

/**
 * How long the client waits before it ends a worker.
 *
 * @param start until its first line
 * @param silence between two lines while a request is open; TensorRT can be busy with one kernel for minutes
 * @param cancel from a cancel to the request's end
 */
public record Patience(Duration start, Duration silence, Duration cancel) {

    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(60), Duration.ofMinutes(30), Duration.ofSeconds(10));
}
