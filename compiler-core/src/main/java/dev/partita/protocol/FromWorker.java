package dev.partita.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A line on the worker's stdout, which belongs to the protocol alone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface FromWorker {

    /** The first line. A client refuses a worker that speaks another version. */
    record Hello(int version, long pid) implements FromWorker {}

    /** How far the request is. */
    record Progressed(long id, Phase phase) implements FromWorker {}

    /** A line for the log; native libraries' own output arrives on stderr instead. */
    record Logged(long id, LogLevel level, String text) implements FromWorker {}

    record Done(long id, Reply reply) implements FromWorker {}

    /** The request could not be done; the worker is well and takes the next one. */
    record Failed(long id, Problem problem) implements FromWorker {}

    record Cancelled(long id) implements FromWorker {}
}
