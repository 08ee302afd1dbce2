package dev.partita.importer;

/** A program that cannot be made a graph; the message names the node and what is wrong with it. */
public final class ImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(message);
    }
}
