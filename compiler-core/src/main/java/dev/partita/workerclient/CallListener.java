package dev.partita.workerclient;

import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;

/** Hears of a request's progress, on a thread of the client: hand over and return. */
public interface CallListener {

    CallListener NONE = new CallListener() {};

    default void phase(Phase phase) {}

    default void log(LogLevel level, String text) {}
}
