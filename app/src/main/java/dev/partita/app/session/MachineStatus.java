package dev.partita.app.session;

/**
 * What this machine can do, in one line.
 *
 * @param words for people: the GPU and its driver, or why there is none
 * @param details what is missing and what to do about it; may be empty
 */
public record MachineStatus(Kind kind, String words, String details) {

    /** How much of the work is possible here. */
    public enum Kind {
        UNKNOWN,
        NO_GPU,
        RUNTIME_MISSING,
        READY
    }
}
