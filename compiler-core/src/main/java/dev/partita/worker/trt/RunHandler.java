package dev.partita.worker.trt;

import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.loop.RequestHandler;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;

/** Loads engines and runs them once. */
final class RunHandler implements RequestHandler {

    private final LoadedEngines engines;

    RunHandler(LoadedEngines engines) {
        this.engines = engines;
    }

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof Request.LoadEngine || request instanceof Request.RunEngine;
    }

    @Override
    public Reply handle(Request<?> request, RequestContext context) throws RequestException {
        if (request instanceof Request.LoadEngine load) {
            return engines.session(load.engine(), context).engine().describe();
        }
        Request.RunEngine run = (Request.RunEngine) request;
        return run(run, engines.session(run.engine(), context));
    }

    private static Reply.EngineRan run(Request.RunEngine run, EngineSession session) throws RequestException {
        try (Arena arena = Arena.ofConfined()) {
            Map<String, HostTensor> inputs = TensorFiles.map(run.inputs(), arena);
            session.bind(inputs);
            session.upload(inputs);
            session.await();
            long start = System.nanoTime();
            session.enqueue();
            session.await();
            double micros = (System.nanoTime() - start) / 1e3;
            return new Reply.EngineRan(TensorFiles.write(session.download(arena), run.outputFolder()), micros);
        } catch (TensorRtException e) {
            throw new RequestException(
                    new Problem(Problem.Kind.NATIVE, run.engine() + ": " + e.getMessage(), List.of()), e);
        } catch (IOException | IllegalArgumentException e) {
            throw RequestException.of(Problem.Kind.INPUT, e);
        }
    }
}
