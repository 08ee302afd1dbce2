package dev.partita.partition;

/** The graph cannot be cut as the settings demand; the message says which nodes stand in the way. */
public final class PartitionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PartitionException(String message) {
        super(message);
    }
}
