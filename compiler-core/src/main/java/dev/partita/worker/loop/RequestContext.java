package dev.partita.worker.loop;

import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;

/** A request's line to the outside while it runs; safe to use from any thread, native callbacks included. */
public interface RequestContext {

    void progress(Phase phase);

    void log(LogLevel level, String text);

    /** True once the asker has lost interest; the handler then returns or throws as soon as it can. */
    boolean cancelled();
}
