package dev.partita.workerclient;

import dev.partita.protocol.FromWorker;
import dev.partita.protocol.ProtocolException;
import dev.partita.protocol.ProtocolJson;
import dev.partita.protocol.ToWorker;
import dev.partita.protocol.WorkerFailure.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** One worker from its start to its end, and the calls that are open on it. */
final class WorkerProcess {

    /** Java reports a process ended by signal n as exit code 128 + n. */
    private static final int SIGNAL_BASE = 128;

    private final Process process;
    private final Patience patience;
    private final Writer stdin;
    private final ProtocolJson json = new ProtocolJson();
    private final LastLines lastLines = new LastLines();
    /** By id, so that the first one is the one being worked on. */
    private final Map<Long, WorkerCall<?>> calls = new ConcurrentSkipListMap<>();
    /** Why we ended it, when we did. */
    private Optional<Ending> verdict = Optional.empty();
    private final Instant started = Instant.now();
    private volatile Instant lastSign = Instant.now();
    private volatile boolean greeted;
    private boolean ended;

    static WorkerProcess start(WorkerCommand command, Patience patience) throws IOException {
        return new WorkerProcess(new ProcessBuilder(command.line()).start(), patience);
    }

    private WorkerProcess(Process process, Patience patience) {
        this.process = process;
        this.patience = patience;
        this.stdin = process.outputWriter();
        Thread log = Thread.ofPlatform().daemon().name("worker-log").start(() -> lastLines.readAll(process.errorReader()));
        Thread.ofPlatform().daemon().name("worker-messages").start(() -> listen(log));
        Thread.ofPlatform().daemon().name("worker-watch").start(this::watch);
    }

    /** False when the worker is gone and the call was not taken. */
    boolean take(WorkerCall<?> call) {
        synchronized (this) {
            if (ended) {
                return false;
            }
            calls.put(call.id(), call);
        }
        lastSign = Instant.now();
        send(new ToWorker.Ask(call.id(), call.request()));
        call.onCancel(() -> send(new ToWorker.Cancel(call.id())));
        return true;
    }

    void cancelAll() {
        calls.values().forEach(WorkerCall::cancel);
    }

    /** Waits for the end, or brings it about. */
    void end(Duration grace) {
        try {
            stdin.close();
            if (!process.waitFor(grace)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void send(ToWorker message) {
        try {
            synchronized (stdin) {
                stdin.write(json.write(message));
                stdin.write('\n');
                stdin.flush();
            }
        } catch (IOException e) {
            // A closed pipe: the listening thread sees the end of the process and says so to every call.
        }
    }

    private void listen(Thread log) {
        try (BufferedReader stdout = process.inputReader()) {
            for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
                lastSign = Instant.now();
                hear(json.readFromWorker(line));
            }
        } catch (ProtocolException e) {
            condemn(new Ending.SpokeGarbage(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            condemn(new Ending.SpokeGarbage("unreadable: " + e.getMessage()));
        }
        sayEnded(log);
    }

    private void hear(FromWorker message) {
        switch (message) {
            case FromWorker.Hello hello -> {
                greeted = true;
                if (hello.version() != ProtocolJson.VERSION) {
                    condemn(new Ending.NotStarted("it speaks protocol " + hello.version() + ", this is "
                            + ProtocolJson.VERSION + ": two versions of Partita are on the class path"));
                }
            }
            case FromWorker.Progressed progressed -> open(progressed.id()).ifPresent(call -> call.phase(progressed.phase()));
            case FromWorker.Logged logged ->
                open(logged.id()).ifPresent(call -> call.listener().log(logged.level(), logged.text()));
            case FromWorker.Done done -> close(done.id()).ifPresent(call -> call.done(done.reply()));
            case FromWorker.Failed failed -> close(failed.id()).ifPresent(call -> call.failed(failed.problem()));
            case FromWorker.Cancelled cancelled -> close(cancelled.id()).ifPresent(WorkerCall::cancelled);
        }
    }

    private Optional<WorkerCall<?>> open(long id) {
        return Optional.ofNullable(calls.get(id));
    }

    private Optional<WorkerCall<?>> close(long id) {
        return Optional.ofNullable(calls.remove(id));
    }

    /** Ends a worker that hangs, or that does not stop when asked. */
    private void watch() {
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                Instant now = Instant.now();
                if (!greeted && started.plus(patience.start()).isBefore(now)) {
                    condemn(new Ending.NotStarted("no greeting within " + patience.start().toSeconds() + " s"));
                } else if (greeted && !calls.isEmpty() && lastSign.plus(patience.silence()).isBefore(now)) {
                    condemn(new Ending.Silent(patience.silence().toSeconds()));
                } else if (calls.values().stream().anyMatch(call -> call.cancelOverdue(patience.cancel()))) {
                    condemn(new Ending.Silent(patience.cancel().toSeconds()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void condemn(Ending ending) {
        synchronized (this) {
            // The first reason counts: what follows is only its consequence.
            verdict = Optional.of(verdict.orElse(ending));
        }
        process.destroyForcibly();
    }

    private synchronized Optional<Ending> verdict() {
        return verdict;
    }

    private void sayEnded(Thread log) {
        Ending ending;
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                condemn(new Ending.SpokeGarbage("it closed its stdout but lives on"));
            }
            int code = process.waitFor();
            log.join(Duration.ofSeconds(1));
            Ending byItself = code > SIGNAL_BASE ? new Ending.Signalled(code - SIGNAL_BASE) : new Ending.Exited(code);
            ending = verdict().orElse(byItself);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending = new Ending.Exited(-1);
        }
        synchronized (this) {
            ended = true;
        }
        List<String> lines = lastLines.lines();
        for (WorkerCall<?> call : List.copyOf(calls.values())) {
            calls.remove(call.id());
            call.died(ending, lines);
        }
    }
}
