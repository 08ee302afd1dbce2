package dev.partita.worker.torch;

import dev.partita.worker.loop.RequestHandler;
import dev.partita.worker.torch.program.CompiledPrograms;
import dev.partita.worker.trt.LoadedEngines;
import java.util.List;

/** Everything the worker can do with libtorch. Nothing native is loaded before the first request that needs it. */
public final class TorchHandlers {

    private TorchHandlers() {}

    /** @param engines for the TensorRT segments of compiled programs */
    public static List<RequestHandler> all(LoadedEngines engines) {
        CompiledPrograms compiled = new CompiledPrograms(engines);
        return List.of(new RunProgramHandler(compiled), new ProfileProgramHandler(compiled),
                new CompareSegmentsHandler(compiled), new ConstantsHandler(), new LocateTorchHandler());
    }
}
