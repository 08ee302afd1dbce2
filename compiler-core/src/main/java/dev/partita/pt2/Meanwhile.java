package dev.partita.pt2;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A value that is read on a thread of its own while the caller does something else; closing waits for that thread. */
final class Meanwhile<T> implements AutoCloseable {

    private final FutureTask<T> task;
    private final Thread thread;

    private Meanwhile(FutureTask<T> task, Thread thread) {
        this.task = task;
        this.thread = thread;
    }

    static <T> Meanwhile<T> start(Supplier<T> value) {
        FutureTask<T> task = new FutureTask<>(value::get);
        return new Meanwhile<>(task, Thread.ofPlatform().daemon().name("pt2 reader").start(task));
    }

    /** Waits for the value; a failure to read it is thrown as it was there. */
    T get() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pt2Exception("reading was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    /** The thread may read mapped memory, which must not go away under it: waits even when interrupted. */
    @Override
    public void close() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
