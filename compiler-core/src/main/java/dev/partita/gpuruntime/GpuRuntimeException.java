package dev.partita.gpuruntime;

import org.jspecify.annotations.Nullable;

/** The GPU runtime could not be fetched; the message says what to do. */
public final class GpuRuntimeException extends Exception {

    private static final long serialVersionUID = 1L;

    public GpuRuntimeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
