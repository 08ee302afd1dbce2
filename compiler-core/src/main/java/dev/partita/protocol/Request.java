package dev.partita.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.partita.profile.MeasureSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * Something the worker is asked to do. Requests hold no state between them: an engine is named by its file and loaded
 * when first needed, so a worker that died can be replaced by a new one at any time.
 *
 * @param <R> the reply that answers it
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Request<R extends Reply> {

    /** What this machine has and lacks. Never fails on a machine without GPU or driver: the reply says so. */
    record Doctor() implements Request<Reply.Machine> {}

    /** Builds a segment's engine from the job folder that the engine builder wrote; leaves engine and layer report there. */
    record BuildEngine(String segment, Path job) implements Request<Reply.EngineBuilt> {}

    /** Builds an engine from an ONNX file by TensorRT's own parser: the yardstick for our own networks. */
    record BuildOnnx(Path onnx, Path job) implements Request<Reply.EngineBuilt> {}

    /** Deserializes an engine ahead of its first run. */
    record LoadEngine(Path engine) implements Request<Reply.EngineLoaded> {}

    /** Runs an engine once. Inputs are found by name; outputs are written into {@code outputFolder}. */
    record RunEngine(Path engine, List<TensorFile> inputs, Path outputFolder) implements Request<Reply.EngineRan> {
        public RunEngine {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Measures an engine. Inputs that are not given are filled with seeded random values in the profile's optimal shape.
     */
    record ProfileEngine(Path engine, List<TensorFile> inputs, MeasureSettings settings, Path outputFolder)
            implements Request<Reply.EngineProfiled> {
        public ProfileEngine {
            inputs = List.copyOf(inputs);
        }
    }

    /** Ends the worker after what it is doing. */
    record Shutdown() implements Request<Reply.Bye> {}
}
