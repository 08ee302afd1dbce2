package dev.partita.app.engine;

import dev.partita.app.text.Texts;
import java.time.Duration;
import java.util.Optional;

/**
 * One engine of a build.
 *
 * @param phase what TensorRT does right now, with its own step count when it has one; or the outcome
 */
record EngineRow(String segment, State state, String phase, Optional<Duration> took) {

    /** How far it is. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    static EngineRow waiting(String segment) {
        return new EngineRow(segment, State.WAITING, Texts.of("build.waiting"), Optional.empty());
    }
}
