package dev.partita.app.task;

/** For work that nobody watches or can cancel, such as what begins before there is a window. */
public record Unwatched() implements TaskContext {

    @Override
    public void phase(String words) {
        // Nobody reads it.
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void onCancel(Runnable action) {
        // Nobody can.
    }
}
