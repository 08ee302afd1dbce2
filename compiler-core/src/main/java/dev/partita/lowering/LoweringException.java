package dev.partita.lowering;

/** A program that lowering cannot handle; the message says which node, what about it, and what to do. */
public final class LoweringException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LoweringException(String message) {
        super(message);
    }

    public LoweringException(String message, Throwable cause) {
        super(message, cause);
    }
}
