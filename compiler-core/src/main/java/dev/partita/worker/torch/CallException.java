package dev.partita.worker.torch;

/** What the caller gave a program does not fit: too many values, too few, or of another type. */
final class CallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallException(String message) {
        super(message);
    }
}
