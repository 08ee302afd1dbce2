package dev.partita.worker.trt;

import dev.partita.protocol.Problem;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The engines that are on the GPU, by file; the least recently used one makes room. */
public final class LoadedEngines {

    /** A partitioned model has one engine per segment; more than this many at once has not been seen. */
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
        private Optional<EngineSession> onHostTensors = Optional.empty();
        private Optional<DeviceSession> onDeviceTensors = Optional.empty();

        Kept(LoadedEngine engine) {
            this.engine = engine;
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
                makeRoom();
                known = new Kept(LoadedEngine.load(file, loaded));
                engines.put(key, known);
            }
            return use.apply(known);
        } catch (IOException e) {
            throw new RequestException(new Problem(
                    Problem.Kind.INPUT, "cannot read the engine " + file + ": " + e.getMessage(), List.of()), e);
        } catch (TensorRtException e) {
            throw new RequestException(
                    new Problem(Problem.Kind.NATIVE, String.valueOf(e.getMessage()), loaded.log().errors()), e);
        }
    }

    private void makeRoom() {
        if (engines.size() >= KEPT) {
            Kept evicted = engines.remove(engines.keySet().iterator().next());
            if (evicted != null) {
                evicted.close();
            }
        }
    }
}
