package dev.partita.worker.trt;

import dev.partita.profile.ProfileJson;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.loop.RequestHandler;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures engines and leaves the raw numbers in files. */
final class ProfileHandler implements RequestHandler {

    private final LoadedEngines engines;

    ProfileHandler(LoadedEngines engines) {
        this.engines = engines;
    }

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof Request.ProfileEngine;
    }

    @Override
    public Reply handle(Request<?> request, RequestContext context) throws RequestException {
        Request.ProfileEngine profile = (Request.ProfileEngine) request;
        EngineSession session = engines.session(profile.engine(), context);
        try (Arena arena = Arena.ofConfined()) {
            Map<String, HostTensor> inputs = RandomInputs.complete(
                    session.engine(), TensorFiles.map(profile.inputs(), arena), profile.corner(), arena);
            EngineMeasurer.Result result =
                    new EngineMeasurer(profile.settings(), context::cancelled).measure(session, inputs);
            Path folder = Files.createDirectories(profile.outputFolder());
            Path times = folder.resolve("times.json");
            Path layers = folder.resolve("layer-times.json");
            ProfileJson.writeTimes(result.traces(), profile.settings(), times);
            ProfileJson.writeLayers(result.profile().layers(), result.profile().layerQueries(), layers);
            return new Reply.EngineProfiled(result.profile(), times, layers);
        } catch (TensorRtException e) {
            throw new RequestException(
                    new Problem(Problem.Kind.NATIVE, profile.engine() + ": " + e.getMessage(), List.of()), e);
        } catch (IOException | IllegalArgumentException e) {
            throw RequestException.of(Problem.Kind.INPUT, e);
        }
    }
}
