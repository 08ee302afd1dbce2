package dev.partita.workerclient;

import dev.partita.gpuruntime.GpuRuntime;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.WorkerFailure.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The way to the worker. Starts one with the first request and a new one after a death; requests are done one at a time
 * in the order asked. Close it and the worker ends.
 */
public final class WorkerClient implements AutoCloseable {

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final WorkerCommand command;
    private final Patience patience;
    private Optional<WorkerProcess> worker = Optional.empty();
    private long lastId;
    private boolean interrupted;

    public WorkerClient(WorkerCommand command, Patience patience) {
        this.command = command;
        this.patience = patience;
    }

    /** The real worker with the usual patience, and with the GPU runtime when it is installed. */
    public static WorkerClient create() {
        return new WorkerClient(WorkerCommand.current().withRuntime(GpuRuntime.ofUser()), Patience.USUAL);
    }

    public <R extends Reply> WorkerCall<R> ask(Request<R> request) {
        return ask(request, CallListener.NONE);
    }

    public synchronized <R extends Reply> WorkerCall<R> ask(Request<R> request, CallListener listener) {
        WorkerCall<R> call = new WorkerCall<>(++lastId, request, listener);
        if (interrupted) {
            call.cancelled();
            return call;
        }
        if (worker.isEmpty() || !worker.get().take(call)) {
            try {
                WorkerProcess started = WorkerProcess.start(command, patience);
                worker = Optional.of(started);
                started.take(call);
            } catch (IOException e) {
                call.died(new Ending.NotStarted(String.valueOf(e.getMessage())), List.of());
            }
        }
        return call;
    }

    /** Cancels all that is open; what is asked from now on comes back cancelled. */
    public synchronized void interrupt() {
        interrupted = true;
        worker.ifPresent(WorkerProcess::cancelAll);
    }

    /** Ends the worker at once, whatever it does. */
    public synchronized void kill() {
        worker.ifPresent(process -> process.end(Duration.ZERO));
    }

    @Override
    public synchronized void close() {
        worker.ifPresent(process -> process.end(GOODBYE));
        worker = Optional.empty();
    }
}
