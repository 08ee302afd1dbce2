package dev.partita.engine;

import dev.partita.network.NetworkDescription;

/** Builds engines, wherever that is done. */
public interface EngineBuilder {

    /** Blocks until the engine is there or will not be; {@code token} ends it early. */
    BuildResult build(NetworkDescription network, BuildSettings settings, BuildListener listener, CancelToken token);
}
