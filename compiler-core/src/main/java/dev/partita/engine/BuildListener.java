package dev.partita.engine;

import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;

/** Hears of a build's progress, on a thread of the builder: hand over and return. */
public interface BuildListener {

    BuildListener NONE = new BuildListener() {};

    default void phase(Phase phase) {}

    default void log(LogLevel level, String text) {}
}
