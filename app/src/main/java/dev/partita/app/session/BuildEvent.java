package dev.partita.app.session;

import java.time.Duration;

/** Progress of a build or profile run, one segment at a time. */
public sealed interface BuildEvent {

    String segment();

    record Started(String segment) implements BuildEvent {}

    /** A phase that really counts its steps; {@code steps} is 0 when it does not. */
    record Phase(String segment, String name, int step, int steps) implements BuildEvent {}

    record Log(String segment, String line) implements BuildEvent {}

    /** @param outcome in words: built and why, or found in the cache */
    record Finished(String segment, Duration took, String outcome) implements BuildEvent {}

    record Failed(String segment, String words) implements BuildEvent {}
}
