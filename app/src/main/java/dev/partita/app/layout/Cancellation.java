package dev.partita.app.layout;

import java.util.concurrent.CancellationException;

/** Ends a layout whose thread was interrupted; the interrupt flag stays set for the owner of the thread. */
final class Cancellation {

    private Cancellation() {}

    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the layout was interrupted");
        }
    }
}
