package dev.partita.compiled;

import org.jspecify.annotations.Nullable;

/** A compiled program's folder cannot be read or written; the message names the file and the problem. */
public final class CompiledModuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CompiledModuleException(String message) {
        super(message);
    }

    public CompiledModuleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
