package dev.partita.worker.loop;

import dev.partita.protocol.FromWorker;
import dev.partita.protocol.LogLevel;
import dev.partita.protocol.Phase;
import dev.partita.protocol.Problem;
import dev.partita.protocol.ProtocolException;
import dev.partita.protocol.ProtocolJson;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.ToWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Answers requests one by one on the calling thread (libtorch and CUDA keep state per thread), while a second thread
 * reads, so that a cancel is seen during a long build. Ends when asked to, or when the asker is gone.
 */
public final class RequestLoop {

    private final List<RequestHandler> handlers;
    private final PrintStream out;
    private final ProtocolJson json = new ProtocolJson();
    private final BlockingQueue<ToWorker.Ask> waiting = new LinkedBlockingQueue<>();
    private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();

    public RequestLoop(List<RequestHandler> handlers, PrintStream out) {
        this.handlers = List.copyOf(handlers);
        this.out = out;
    }

    /** Returns the exit code of the process. */
    public int run(BufferedReader in) throws InterruptedException {
        Thread.ofPlatform().daemon().name("protocol-reader").start(() -> read(in));
        send(new FromWorker.Hello(ProtocolJson.VERSION, ProcessHandle.current().pid()));
        while (true) {
            ToWorker.Ask ask = waiting.take();
            if (ask.request() instanceof Request.Shutdown) {
                send(new FromWorker.Done(ask.id(), new Reply.Bye()));
                return 0;
            }
            send(answer(ask));
            cancelled.remove(ask.id());
        }
    }

    private void read(BufferedReader in) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (json.readToWorker(line)) {
                    case ToWorker.Ask ask -> waiting.add(ask);
                    case ToWorker.Cancel cancel -> cancelled.add(cancel.id());
                }
            }
        } catch (IOException | ProtocolException e) {
            System.err.println("worker: cannot go on reading: " + e.getMessage());
        }
        // The asker is gone: nobody wants what is being done. A build inside TensorRT cannot be unwound from here.
        Runtime.getRuntime().halt(0);
    }

    private FromWorker answer(ToWorker.Ask ask) {
        long id = ask.id();
        if (cancelled.contains(id)) {
            return new FromWorker.Cancelled(id);
        }
        try {
            Reply reply = handlerOf(ask.request()).handle(ask.request(), new Context(id));
            return new FromWorker.Done(id, reply);
        } catch (RequestException e) {
            return cancelled.contains(id) ? new FromWorker.Cancelled(id) : new FromWorker.Failed(id, e.problem());
        } catch (NativeRefusal e) {
            return cancelled.contains(id)
                    ? new FromWorker.Cancelled(id)
                    : new FromWorker.Failed(id, new Problem(
                            Problem.Kind.NATIVE, String.valueOf(e.getMessage()), List.of()));
        } catch (RuntimeException | Error e) {
            // Everything: what ended this thread would end the process, and nobody would learn why.
            return new FromWorker.Failed(id, new Problem(Problem.Kind.BUG,
                    "unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                    Arrays.stream(e.getStackTrace()).limit(30).map(StackTraceElement::toString).toList()));
        }
    }

    private RequestHandler handlerOf(Request<?> request) throws RequestException {
        for (RequestHandler handler : handlers) {
            if (handler.takes(request)) {
                return handler;
            }
        }
        throw new RequestException(new Problem(Problem.Kind.BUG,
                "this worker has no handler for " + request.getClass().getSimpleName(), List.of()));
    }

    private void send(FromWorker message) {
        // One write per line: progress comes from native threads too.
        synchronized (out) {
            out.println(json.write(message));
            out.flush();
        }
    }

    private final class Context implements RequestContext {
        private final long id;

        Context(long id) {
            this.id = id;
        }

        @Override
        public void progress(Phase phase) {
            send(new FromWorker.Progressed(id, phase));
        }

        @Override
        public void log(LogLevel level, String text) {
            send(new FromWorker.Logged(id, level, text));
        }

        @Override
        public boolean cancelled() {
            return cancelled.contains(id);
        }
    }
}
