package dev.partita.engine;

import dev.partita.protocol.Problem;
import dev.partita.protocol.WorkerFailure;

/** How a build ended. */
public sealed interface BuildResult {

    record Built(EngineFile engine) implements BuildResult {}

    /** TensorRT refused, or the machine lacks something. */
    record Refused(Problem problem) implements BuildResult {}

    record Cancelled() implements BuildResult {}

    /** The process that built is gone. */
    record Died(WorkerFailure failure) implements BuildResult {}
}
