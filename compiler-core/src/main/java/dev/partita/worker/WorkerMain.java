package dev.partita.worker;

import dev.partita.worker.loop.InterruptSignal;
import dev.partita.worker.loop.ProtocolStream;
import dev.partita.worker.loop.RequestHandler;
import dev.partita.worker.loop.RequestLoop;
import dev.partita.worker.torch.TorchHandlers;
import dev.partita.worker.trt.TensorRtHandlers;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Entry of the worker process; started by {@code workerclient}, of no use to a person at a terminal. */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] args) throws InterruptedException {
        // First of all: whatever is loaded later may print.
        PrintStream out = ProtocolStream.claimStdout();
        InterruptSignal.ignore();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        TensorRtHandlers tensorRt = new TensorRtHandlers();
        List<RequestHandler> handlers = new ArrayList<>(tensorRt.all());
        handlers.addAll(TorchHandlers.all(tensorRt.engines()));
        int exitCode = new RequestLoop(handlers, out).run(in);
        // Not System.exit: exit handlers of native libraries have been seen to hang or crash.
        Runtime.getRuntime().halt(exitCode);
    }
}
