package dev.partita.worker.trt;

import dev.partita.protocol.Problem;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The engines that are on the GPU, by file; those that were not used for longest make room. */
public final class LoadedEngines {

    /** Kept for a later request; one request may need more at once, such as a program in many segments. */
    private static final int KEPT = 64;

    private final TensorRt tensorRt;
    private final Map<Key, Kept> engines = new LinkedHashMap<>(16, 0.75f, true);

    LoadedEngines(TensorRt tensorRt) {
        this.tensorRt = tensorRt;
    }

    /** A file that was written anew is another engine. */
    private record Key(Path file, FileTime written) {}

    /** An engine with the sessions that were asked for. */
    private static final class Kept {

        private final LoadedEngine engine;
        private RequestContext lastUser;
        private Optional<EngineSession> onHostTensors = Optional.empty();
        private Optional<DeviceSession> onDeviceTensors = Optional.empty();

        Kept(LoadedEngine engine, RequestContext user) {
            this.engine = engine;
            this.lastUser = user;
        }

        EngineSession session() {
            EngineSession session = onHostTensors.orElseGet(() -> new EngineSession(engine));
            onHostTensors = Optional.of(session);
            return session;
        }

        DeviceSession session(long streamAddress) {
            DeviceSession session = onDeviceTensors.orElseGet(() -> new DeviceSession(engine, streamAddress));
            onDeviceTensors = Optional.of(session);
            return session;
        }

        void close() {
            onHostTensors.ifPresent(EngineSession::close);
            onDeviceTensors.ifPresent(DeviceSession::close);
            engine.close();
        }
    }

    /** The session for an engine file; loads it when needed. */
    public EngineSession session(Path file, RequestContext context) throws RequestException {
        return kept(file, context, Kept::session);
    }

    /**
     * The session that runs an engine file on tensors that are on the GPU; loads it when needed.
     *
     * @param streamAddress the one stream that this process gives to such sessions
     */
    public DeviceSession deviceSession(Path file, long streamAddress, RequestContext context) throws RequestException {
        return kept(file, context, kept -> kept.session(streamAddress));
    }

    private <T> T kept(Path file, RequestContext context, Function<Kept, T> use) throws RequestException {
        TensorRt.Loaded loaded = tensorRt.use(context);
        try {
            Key key = new Key(file.toAbsolutePath(), Files.getLastModifiedTime(file));
            Kept known = engines.get(key);
            if (known == null) {
                makeRoom(context);
                known = new Kept(LoadedEngine.load(file, loaded), context);
                engines.put(key, known);
            }
            known.lastUser = context;
            return use.apply(known);
        } catch (IOException e) {
            throw new RequestException(new Problem(
                    Problem.Kind.INPUT, "cannot read the engine " + file + ": " + e.getMessage(), List.of()), e);
        } catch (TensorRtException e) {
            throw new RequestException(
                    new Problem(Problem.Kind.NATIVE, String.valueOf(e.getMessage()), loaded.log().errors()), e);
        }
    }

    /** What the request at hand has asked for before stays: it still runs it. */
    private void makeRoom(RequestContext context) {
        Iterator<Kept> leastRecent = engines.values().iterator();
        while (engines.size() >= KEPT && leastRecent.hasNext()) {
            Kept candidate = leastRecent.next();
            if (candidate.lastUser != context) {
                leastRecent.remove();
                candidate.close();
            }
        }
    }
}
