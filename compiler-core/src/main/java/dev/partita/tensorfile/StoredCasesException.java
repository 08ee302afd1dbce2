package dev.partita.tensorfile;

/** A manifest or its data that cannot be read; one line that names the file and the problem. */
public final class StoredCasesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoredCasesException(String message) {
        super(message);
    }

    public StoredCasesException(String message, Throwable cause) {
        super(message, cause);
    }
}
