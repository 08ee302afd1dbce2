package dev.partita.worker.trt;

import dev.partita.engine.BuildSettings;
import dev.partita.engine.EngineException;
import dev.partita.engine.JobFolder;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.Typing;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.loop.RequestHandler;
import java.io.IOException;
import java.lang.foreign.Arena;

/** Builds a segment's engine from its job folder. */
final class BuildHandler implements RequestHandler {

    private final TensorRt tensorRt;

    BuildHandler(TensorRt tensorRt) {
        this.tensorRt = tensorRt;
    }

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof Request.BuildEngine;
    }

    @Override
    public Reply handle(Request<?> request, RequestContext context) throws RequestException {
        Request.BuildEngine build = (Request.BuildEngine) request;
        TensorRt.Loaded loaded = tensorRt.use(context);
        try (Arena weights = Arena.ofShared()) {
            JobFolder.Job job = JobFolder.read(build.job(), weights);
            BuildSettings settings = job.settings();
            boolean stronglyTyped = settings.options().get(PrecisionSettings.TYPING) == Typing.EXPLICIT;
            return new EngineBuild(loaded, context).run(settings, stronglyTyped, (builder, network, config, arena) -> {
                new NetworkEmitter(network, new NetworkWeights(arena), stronglyTyped).emit(job.network());
                BuilderOptions.addProfiles(builder, config, job.network(), settings);
            }, build.job());
        } catch (TensorRtException e) {
            throw new RequestException(new Problem(Problem.Kind.NATIVE,
                    "segment '" + build.segment() + "': " + e.getMessage(), loaded.log().errors()), e);
        } catch (EngineException | IOException e) {
            throw RequestException.of(Problem.Kind.INPUT, e);
        }
    }
}
