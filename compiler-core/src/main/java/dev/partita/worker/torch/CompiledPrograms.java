package dev.partita.worker.torch;

import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest.Artifact;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.protocol.Request.RunOptions;
import dev.partita.settings.ResourceSettings;
import dev.partita.settings.Setting;
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

    /** @param options say what the program's own settings say otherwise */
    MixedProgram open(Path folder, RunOptions options, RequestContext context) throws RequestException {
        CompiledModule module = CompiledModule.open(folder);
        Placement placement = CudaLibtorch.placement();
        placement.allowTf32(!isOn(TuningSettings.DISABLE_TF32, module));
        OutputMemory memory = new OutputMemory(placement,
                options.preAllocatedOutputs().orElseGet(() -> isOn(ResourceSettings.USE_PRE_ALLOCATED_OUTPUTS, module)));
        return MixedProgram.open(module, memory, (from, segment) -> runner(from, segment, memory, context));
    }

    private static boolean isOn(Setting<Boolean> setting, CompiledModule module) {
        return Boolean.TRUE.equals(module.manifest().settings().get(setting.name()));
    }

    private EngineRunner runner(
            CompiledModule module, SegmentEntry.TensorRt segment, OutputMemory memory, RequestContext context)
            throws RequestException {
        return switch (segment.artifact()) {
            case Artifact.Engine(String file, String _, String _) when memory.placement() instanceof CudaPlacement gpu ->
                new DeviceRunner(engines.deviceSession(module.resolve(file), gpu.streamAddress(), context), gpu, memory);
            case Artifact.Engine engine -> new HostRunner(
                    new TensorRtRunner(engines.session(module.resolve(engine.file()), context)), memory);
            case Artifact.Job job -> new HostRunner(new NetworkRunner(module.resolve(job.folder())), memory);
        };
    }
}
