package dev.partita.protocol;

/** A line that is no message of the protocol. */
public final class ProtocolException extends Exception {
    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
