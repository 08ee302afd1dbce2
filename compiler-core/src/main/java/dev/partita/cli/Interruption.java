package dev.partita.cli;

import dev.partita.compiled.Folders;
import dev.partita.engine.CancelToken;
import dev.partita.workerclient.WorkerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens on Ctrl-C while a command uses the worker: what is being done is cancelled, which a build inside TensorRT
 * notices at its next step; a worker that does not stop soon is ended; files that would be left over are deleted. The JVM
 * then exits with 128 plus the signal's number by itself.
 */
final class Interruption implements AutoCloseable {

    /** From the cancel to the end of the worker, and from there to the end of the command. */
    private static final long PATIENCE_MILLIS = 1_000;
    private static final long UNWINDING_MILLIS = 500;

    private static final int DELETIONS = 3;

    private final WorkerClient worker;
    private final List<Path> leftovers;
    private final CancelToken token = new CancelToken();
    private final CountDownLatch unwound = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interruption");

    private Interruption(WorkerClient worker, List<Path> leftovers) {
        this.worker = worker;
        this.leftovers = List.copyOf(leftovers);
    }

    /** @param leftovers folders that the command itself deletes in the end, if it gets there */
    static Interruption watch(WorkerClient worker, List<Path> leftovers) {
        Interruption interruption = new Interruption(worker, leftovers);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    CancelToken token() {
        return token;
    }

    /** Runs while the JVM goes down, beside the thread of the command. */
    private void interrupted() {
        token.cancel();
        worker.interrupt();
        try {
            if (!unwound.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                worker.kill();
                unwound.await(UNWINDING_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.kill();
        leftovers.forEach(Interruption::delete);
    }

    /** More than once: the command itself may be deleting the same folder, and each trips over what the other took away. */
    private static void delete(Path folder) {
        for (int attempt = 0; attempt < DELETIONS && Files.exists(folder); attempt++) {
            try {
                Folders.delete(folder);
            } catch (IOException | UncheckedIOException beingUsed) {
                continue;
            }
        }
        if (Files.exists(folder)) {
            System.err.println("partita: " + folder + " is left over");
        }
    }

    /** The command is done, or has unwound. */
    @Override
    public void close() {
        unwound.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // The hook runs already; it waits for the count above.
            return;
        }
    }
}
