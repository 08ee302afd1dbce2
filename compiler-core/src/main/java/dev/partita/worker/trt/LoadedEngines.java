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

/** The engines that are on the GPU, by file; the least recently used one makes room. */
public final class LoadedEngines {

    /** A partitioned model has one engine per segment; more than this many at once has not been seen. */
    private static final int KEPT = 64;

    private final TensorRt tensorRt;
    private final Map<Key, EngineSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

    LoadedEngines(TensorRt tensorRt) {
        this.tensorRt = tensorRt;
    }

    /** A file that was written anew is another engine. */
    private record Key(Path file, FileTime written) {}

    /** The session for an engine file; loads it when needed. */
    public EngineSession session(Path file, RequestContext context) throws RequestException {
        TensorRt.Loaded loaded = tensorRt.use(context);
        try {
            Key key = new Key(file.toAbsolutePath(), Files.getLastModifiedTime(file));
            EngineSession known = sessions.get(key);
            if (known == null) {
                makeRoom();
                known = new EngineSession(LoadedEngine.load(file, loaded));
                sessions.put(key, known);
            }
            return known;
        } catch (IOException e) {
            throw new RequestException(new Problem(
                    Problem.Kind.INPUT, "cannot read the engine " + file + ": " + e.getMessage(), List.of()), e);
        } catch (TensorRtException e) {
            throw new RequestException(
                    new Problem(Problem.Kind.NATIVE, String.valueOf(e.getMessage()), loaded.log().errors()), e);
        }
    }

    private void makeRoom() {
        if (sessions.size() >= KEPT) {
            Key oldest = sessions.keySet().iterator().next();
            EngineSession evicted = sessions.remove(oldest);
            if (evicted != null) {
                evicted.close();
                evicted.engine().close();
            }
        }
    }
}
