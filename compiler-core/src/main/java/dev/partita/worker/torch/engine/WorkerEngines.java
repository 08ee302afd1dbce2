package dev.partita.worker.torch.engine;

import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest.Artifact;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.torch.placement.CudaPlacement;
import dev.partita.worker.trt.LoadedEngines;

/**
 * The engines of this worker process, run where a program's tensors live; networks that nobody built are evaluated.
 *
 * @param memory for what the engines write
 */
public record WorkerEngines(LoadedEngines engines, OutputMemory memory, RequestContext context) implements EngineRunners {

    @Override
    public EngineRunner open(CompiledModule module, SegmentEntry.TensorRt segment) throws RequestException {
        return switch (segment.artifact()) {
            case Artifact.Engine(String file, String _, String _) when memory.placement() instanceof CudaPlacement gpu ->
                new DeviceRunner(engines.deviceSession(module.resolve(file), gpu.streamAddress(), context), gpu, memory);
            case Artifact.Engine engine -> new HostRunner(
                    new TensorRtRunner(engines.session(module.resolve(engine.file()), context)), memory);
            case Artifact.Job job -> new HostRunner(new NetworkRunner(module.resolve(job.folder())), memory);
        };
    }
}
