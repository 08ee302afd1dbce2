package dev.partita.engine;

/** Files of a job or of the cache that cannot be read or written. */
public final class EngineException extends Exception {
    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
