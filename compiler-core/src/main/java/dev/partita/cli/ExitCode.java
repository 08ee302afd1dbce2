package dev.partita.cli;

/** What scripts may rely on. */
public enum ExitCode {
    SUCCESS(0),
    /** Outputs differ, or another check that a command was asked to make did not hold. */
    MISMATCH(1),
    /** An option or argument is wrong. */
    USAGE(2),
    /** The model, or another file, cannot be read. */
    BAD_FILE(3),
    /** The input is fine but asks for something that Partita or this machine cannot do. */
    UNSUPPORTED(4),
    /** The worker process failed or died. */
    WORKER(5),
    /** A mistake of ours. */
    BUG(70),
    /** Ctrl-C, as shells have it. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
