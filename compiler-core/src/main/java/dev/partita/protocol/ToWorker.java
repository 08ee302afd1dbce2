package dev.partita.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A line on the worker's stdin. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface ToWorker {

    /** Requests are answered in the order of their arrival, one at a time. */
    record Ask(long id, Request<?> request) implements ToWorker {}

    /** Takes effect at once; the request with this id then ends as {@link FromWorker.Cancelled} or still as done. */
    record Cancel(long id) implements ToWorker {}
}
