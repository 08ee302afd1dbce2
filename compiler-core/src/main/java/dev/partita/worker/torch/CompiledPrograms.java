package dev.partita.worker.torch;

import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest.Artifact;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.settings.TuningSettings;
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
        CompiledModule module = CompiledModule.open(folder);
        Placement placement = CudaLibtorch.placement();
        placement.allowTf32(!Boolean.TRUE.equals(module.manifest().settings().get(TuningSettings.DISABLE_TF32.name())));
        return MixedProgram.open(module, placement, (from, segment) -> runner(from, segment, placement, context));
    }

    private EngineRunner runner(
            CompiledModule module, SegmentEntry.TensorRt segment, Placement placement, RequestContext context)
            throws RequestException {
        return switch (segment.artifact()) {
            case Artifact.Engine(String file, String _, String _) when placement instanceof CudaPlacement gpu ->
                new DeviceRunner(engines.deviceSession(module.resolve(file), gpu.streamAddress(), context), gpu);
            case Artifact.Engine engine -> new HostRunner(
                    new TensorRtRunner(engines.session(module.resolve(engine.file()), context)), placement);
            case Artifact.Job job -> new HostRunner(new NetworkRunner(module.resolve(job.folder())), placement);
        };
    }
}
