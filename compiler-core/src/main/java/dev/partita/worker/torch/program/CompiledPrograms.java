package dev.partita.worker.torch.program;

import dev.partita.compiled.CompiledModule;
import dev.partita.protocol.Request.RunOptions;
import dev.partita.settings.ResourceSettings;
import dev.partita.settings.Setting;
import dev.partita.settings.TuningSettings;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.torch.engine.OutputMemory;
import dev.partita.worker.torch.engine.WorkerEngines;
import dev.partita.worker.torch.placement.CudaLibtorch;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.trt.LoadedEngines;
import java.nio.file.Path;

/** Opens compiled programs with the engines of this worker. */
public final class CompiledPrograms {

    private final LoadedEngines engines;

    public CompiledPrograms(LoadedEngines engines) {
        this.engines = engines;
    }

    /** @param options say what the program's own settings say otherwise */
    public MixedProgram open(Path folder, RunOptions options, RequestContext context) throws RequestException {
        CompiledModule module = CompiledModule.open(folder);
        Placement placement = CudaLibtorch.placement();
        placement.allowTf32(!isOn(TuningSettings.DISABLE_TF32, module));
        OutputMemory memory = new OutputMemory(placement,
                options.preAllocatedOutputs().orElseGet(() -> isOn(ResourceSettings.USE_PRE_ALLOCATED_OUTPUTS, module)));
        return MixedProgram.open(module, memory, new WorkerEngines(engines, memory, context));
    }

    private static boolean isOn(Setting<Boolean> setting, CompiledModule module) {
        return Boolean.TRUE.equals(module.manifest().settings().get(setting.name()));
    }
}
