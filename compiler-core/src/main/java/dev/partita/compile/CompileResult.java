package dev.partita.compile;

import dev.partita.compiled.CompiledModule;
import dev.partita.protocol.Problem;
import dev.partita.protocol.WorkerFailure;

/** How a compilation ended. What cannot be asked for at all is a {@link CompileException} instead. */
public sealed interface CompileResult {

    /** @param plan from which it was compiled */
    record Compiled(CompiledModule module, Plan plan) implements CompileResult {}

    /** TensorRT refused a segment, or the machine lacks something. */
    record Refused(String segment, Problem problem) implements CompileResult {}

    record Cancelled() implements CompileResult {}

    /** The worker process ended while it worked on a segment. */
    record Died(String segment, WorkerFailure failure) implements CompileResult {}
}
