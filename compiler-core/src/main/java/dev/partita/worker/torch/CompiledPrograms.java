package dev.partita.worker.torch;

import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest.Artifact;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.trt.LoadedEngines;
import java.nio.file.Path;

/** Opens compiled programs with the engines of this worker. */
final class CompiledPrograms {

    private final LoadedEngines engines;

    CompiledPrograms(LoadedEngines engines) {
        this.engines = engines;
    }

    MixedProgram open(Path folder, RequestContext context) throws RequestException {
        return MixedProgram.open(CompiledModule.open(folder), (module, segment) -> runner(module, segment, context));
    }

    private EngineRunner runner(CompiledModule module, SegmentEntry.TensorRt segment, RequestContext context)
            throws RequestException {
        return switch (segment.artifact()) {
            case Artifact.Engine engine ->
                new TensorRtRunner(engines.session(module.resolve(engine.file()), context));
            case Artifact.Job job -> new NetworkRunner(module.resolve(job.folder()));
        };
    }
}
