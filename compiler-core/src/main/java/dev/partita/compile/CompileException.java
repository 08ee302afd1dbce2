package dev.partita.compile;

import org.jspecify.annotations.Nullable;

/** A program cannot be compiled as asked; the message says which part of it, why, and what to do. */
public final class CompileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CompileException(String message) {
        super(message);
    }

    public CompileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
