package dev.partita.worker.torch.program;

/** What the caller gave a program does not fit: too many values, too few, or of another type. */
public final class CallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallException(String message) {
        super(message);
    }
}
