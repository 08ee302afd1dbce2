package dev.partita.protocol;

import java.util.List;

/**
 * Why a request could not be done.
 *
 * @param message one readable line: what, where, which value, what to do
 * @param detail log lines or a stack trace for the curious, possibly empty
 */
public record Problem(Kind kind, String message, List<String> detail) {
    public Problem {
        detail = List.copyOf(detail);
    }

    /** Whose turn it is to act. */
    public enum Kind {
        /** The machine lacks something: GPU, driver, library. */
        MACHINE,
        /** The file or the request cannot work. */
        INPUT,
        /** TensorRT, CUDA or libtorch refused. */
        NATIVE,
        /** A mistake of ours. */
        BUG
    }
}
