package dev.partita.handback;

/** The compiled program holds something that a file for Python cannot; the message names it. */
public final class HandBackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HandBackException(String message) {
        super(message);
    }
}
