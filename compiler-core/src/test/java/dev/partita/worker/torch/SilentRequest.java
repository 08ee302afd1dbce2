package dev.partita.worker.torch;

import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;
import dev.partita.worker.loop.RequestContext;

/** A request to which nobody listens, and which nobody cancels. */
public final class SilentRequest implements RequestContext {

    @Override
    public void progress(Phase phase) {}

    @Override
    public void log(LogLevel level, String text) {}

    @Override
    public boolean cancelled() {
        return false;
    }
}
