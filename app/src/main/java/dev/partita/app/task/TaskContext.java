package dev.partita.app.task;

import java.util.concurrent.CancellationException;

/** How running work reports where it is and learns that nobody wants its result any more. */
public interface TaskContext {

    /** Names the step that begins now, in words for people. */
    void phase(String words);

    boolean isCancelled();

    /** Registers what ends work that cannot ask, such as a child process; runs at once when already cancelled. */
    void onCancel(Runnable action);

    default void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}
